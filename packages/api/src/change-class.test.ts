import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changeClasses, changeClassOf, compareChangeClasses, highestChangeClass } from "./change-class.ts";
import { CHANGE_CLASSES, FIELDS } from "./generated/tables.js";
import { serverVariables } from "./server-variables/catalogue.ts";
import { isSettable } from "./server-variables/server-variable.ts";

const storagePath = ["spec", "volumeClaimTemplate", "spec", "resources", "requests", "storage"];

describe("changeClassOf", () => {
  test.each([
    [["spec", "members"], 3, 5, "online"],
    [["spec", "members"], 5, 3, "data-movement"],
    [["spec", "version"], "9.7", "10.0", "irreversible"],
    [["spec", "version"], "9.7", "9.7.4", "irreversible"],
    [["spec", "version"], "9.7", "8.4", "forbidden"],
    [["spec", "repository"], "a", "b", "rolling-restart"],
    [storagePath, "10Gi", "20Gi", "online"],
    [storagePath, "10Gi", "10G", "forbidden"],
    [["spec", "deletionPolicy"], "Retain", "Delete", "destructive"],
    [["spec", "deletionPolicy"], "Delete", "Retain", "metadata"],
    [["spec", "deletionProtection"], true, false, "metadata"],
    [["spec", "abandonedMembers"], undefined, ["orders-1"], "destructive"],
    [["spec", "abandonedMembers"], ["orders-1"], [], "metadata"],
    [["spec", "abandonedMembers"], ["orders-1"], ["orders-2"], "destructive"],
    [["spec", "affinity", "nodeAffinity"], undefined, {}, "rolling-restart"],
    [["spec", "tolerations", 0, "key"], "a", "b", "rolling-restart"],
    [["spec", "backupVolumeClaimTemplate"], undefined, { spec: { storageClassName: "fast" } }, "online"],
    [["spec", "backupVolumeClaimTemplate"], { spec: { storageClassName: "fast" } }, undefined, "online"],
    [["spec", "variables", "max_connections"], 100, 500, "online"],
    [["spec", "variables", "max_connections"], 100, undefined, "online"],
    [["spec", "variables", "back_log"], undefined, 100, "rolling-restart"],
    [["spec", "variables", "innodb_page_size"], undefined, 8192, "forbidden"],
    [["spec", "variables", "replica_parallel_type"], undefined, "DATABASE", "online"],
    [["spec", "variables", "not_known_here"], undefined, 1, "rolling-restart"],
    [["metadata", "name"], "a", "b", "forbidden"],
    [["metadata", "labels", "team"], "a", "b", "metadata"],
  ])("%j from %j to %j", (path, before, after, expected) => {
    expect(changeClassOf("Cluster", path, before, after)).toBe(expected);
  });

  test("an object is as grave as the gravest change in it", () => {
    const before = { members: 3, variables: { max_connections: 100 } };
    const change = (after: object) => changeClassOf("Cluster", ["spec"], before, after);
    expect(change({ members: 5, variables: { max_connections: 500 } })).toBe("online");
    expect(change({ members: 5, variables: { back_log: 100 } })).toBe("rolling-restart");
    expect(change({ members: 1, variables: {} })).toBe("data-movement");
  });

  test("what did not change has none, and neither has what is no field", () => {
    expect(
      changeClassOf("Cluster", ["spec"], { tolerations: [{ key: "a" }] }, { tolerations: [{ key: "a" }] }),
    ).toBeUndefined();
    expect(changeClassOf("Cluster", ["spec", "membres"], 1, 2)).toBeUndefined();
  });

  test("every field has classes, and only known ones", () => {
    for (const [path, { changeClass }] of Object.entries(FIELDS.Cluster)) {
      if (
        ["spec", "spec.volumeClaimTemplate"].some((above) => path === above || path.startsWith(`${above}.`))
      )
        continue;
      expect(Object.keys(changeClass), path).not.toEqual([]);
    }
  });
});

describe("changeClasses", () => {
  test.each<[readonly string[], object]>([
    [["spec", "members"], { up: "online", down: "data-movement" }],
    [["spec", "variables", "max_connections"], { any: "online" }],
    [["spec", "variables", "back_log"], { any: "rolling-restart" }],
    [["spec", "membres"], {}],
  ])("of %j", (path, expected) => {
    expect(changeClasses("Cluster", path)).toEqual(expected);
  });

  test("of all variables are those that one of them has", () => {
    const names = [...serverVariables("9.7").values()].filter(isSettable).map(({ name }) => name);
    const classes = names.map((name) => changeClassOf("Cluster", ["spec", "variables", name], undefined, 1));
    const told = Object.values(changeClasses("Cluster", ["spec", "variables"]));
    expect(new Set(told)).toEqual(new Set(classes));
  });
});

test("the classes are ordered from harmless to forbidden", () => {
  const some = fc.constantFrom(...CHANGE_CLASSES);
  expect(highestChangeClass([])).toBeUndefined();
  fc.assert(
    fc.property(fc.array(some, { minLength: 1 }), (classes) => {
      const highest = highestChangeClass(classes);
      expect(highest).toBe([...classes].sort(compareChangeClasses).at(-1));
    }),
  );
});
