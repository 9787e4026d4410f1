import { defineCluster } from "@grampus/dsl";

export default defineCluster({
  name: "mysql",
  members: 3,
});
