import { afterEach, expect, test } from "vitest";
import { fleetFolder } from "../git/fleet-folder.ts";
import { deliveredFleet } from "../testing/delivered-fleet.ts";
import { clusterText } from "../testing/fleet-directory.ts";
import { type GitFleet, gitFleet } from "../testing/git-fleet.ts";
import { deliveryPathFindings } from "./delivery-path.ts";

let fleet: GitFleet | undefined;

afterEach(() => fleet?.remove());

const repository = "https://git.example.com/acme/fleet.git";

test.each([
  ["at the root, as the definition says", "", undefined, []],
  ["in a folder, as the definition says", "platform/mysql", "platform/mysql", []],
  ["in a folder, and nothing is said", "platform/mysql", undefined, ["settings none platform/mysql"]],
  ["in another folder", "platform/mysql", "platform", ['path "platform" platform/mysql']],
  ["at the root, and a folder is said", "", "platform", ['path "platform" ']],
])("the fleet is %s", (_, folder, path, wanted) => {
  const settings = { repository, ...(path === undefined ? {} : { path }) };
  const { environments } = deliveredFleet([["orders"]], { kind: "flux", settings });
  const found = deliveryPathFindings(environments.values(), folder).map(
    ({ diagnostic: { found: said = "none", severity }, place }) =>
      severity === "warning"
        ? `${place !== undefined && "path" in place ? place.path.at(-1) : ""} ${said} ${folder}`
        : severity,
  );
  expect(found).toEqual(wanted);
});

test("git says in which folder the fleet is, and compile warns of another path", async () => {
  const files = (settings: string) => ({
    "clusters/orders/cluster.ts": clusterText('  name: "orders",'),
    "environments/dev/environment.ts": `import { defineEnvironment, flux, kubernetes } from "@grampus/dsl";
import orders from "../../clusters/orders/cluster.ts";

export default defineEnvironment({
  name: "dev",
  namespace: "mysql-dev",
  platform: kubernetes(),
  delivery: flux({ repository: "${repository}"${settings} }),
  clusters: { orders },
});
`,
  });
  fleet = await gitFleet(files(""));
  expect(await fleetFolder(fleet.root)).toBe("");
  expect(await fleetFolder(`${fleet.root}/clusters`)).toBe("clusters");
  expect(await fleet.compiled()).toBe("");
  fleet.write(files(', path: "platform/mysql"'));
  expect(await fleet.compiled()).toMatchInlineSnapshot(`
    "environments/dev/environment.ts:8:80 warning definition/other-delivery-path: the fleet is at the root of this repository, and delivery.path says otherwise
        8 │ …y: flux({ repository: "https://git.example.com/acme/fleet.git", path: "platform/mysql" }),
          │                                                                        ^^^^^^^^^^^^^^^^
      field   delivery.path
      found   "platform/mysql"
      allowed none, for the root of the repository
      hint    this is right only where another repository than this one is delivered

    1 warning
    "
  `);
});
