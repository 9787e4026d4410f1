import { expect, test } from "vitest";
import { withDefaults } from "./defaults.ts";
import { baseServerIdOf, MOST_MEMBERS, wantedMembers } from "./members.ts";
import { validate } from "./validate.ts";

const cluster = (spec: object) => ({
  apiVersion: "mysql.oracle.com/v1alpha1",
  kind: "Cluster",
  metadata: { name: "orders", namespace: "shop" },
  spec,
});

test("numbers of a spec that says none are those the API server stores", () => {
  const { spec } = withDefaults(cluster({}));
  expect({ members: wantedMembers({}), baseServerId: baseServerIdOf(undefined) }).toEqual({
    members: 3,
    baseServerId: 1000,
  });
  expect(spec).toMatchObject({ members: wantedMembers(undefined), baseServerId: baseServerIdOf({}) });
  expect([wantedMembers({ members: 5 }), baseServerIdOf({ baseServerId: 7 })]).toEqual([5, 7]);
});

test("the most members are those that validation takes", () => {
  const refused = (members: number) => validate("Cluster", withDefaults(cluster({ members }))).length > 0;
  expect(MOST_MEMBERS).toBe(9);
  expect([refused(MOST_MEMBERS), refused(MOST_MEMBERS + 1)]).toEqual([false, true]);
});
