import { CLUSTER_KIND, fieldAt, fields } from "@grampus/api";
import { expect, test } from "vitest";
import { FIELD_MAP } from "./field-map.ts";

function startsWith(path: readonly string[], prefix: readonly string[]): boolean {
  return prefix.every((segment, index) => segment === path[index]);
}

test.each(FIELD_MAP.map(({ definition, resource }) => [definition.join("."), resource] as const))(
  "%s is a field of the API",
  (_, resource) => {
    expect(fieldAt(CLUSTER_KIND, resource)).toBeDefined();
  },
);

test.each(["definition", "resource"] as const)(
  "no field of the %s lies inside another, but for the owner",
  (side) => {
    const inside = FIELD_MAP.flatMap((one) =>
      FIELD_MAP.filter((other) => other !== one && startsWith(other[side], one[side])).map(
        (other) => `${other.definition.join(".")} in ${one.definition.join(".")}`,
      ),
    );
    expect(inside).toEqual(side === "definition" ? [] : ["owner in labels"]);
  },
);

test("definitions can say every field of the API's spec but these", () => {
  const isSaid = (field: string) =>
    FIELD_MAP.some(({ resource }) => {
      const path = field.replaceAll("[]", "").split(".");
      return startsWith(path, resource) || startsWith(resource, path);
    });
  const unsaid = Object.keys(fields.Cluster).filter((field) => field.startsWith("spec.") && !isSaid(field));
  const outermost = unsaid.filter((field) => !unsaid.some((other) => field.startsWith(`${other}.`)));
  expect(outermost).toMatchInlineSnapshot(`
    [
      "spec.volumeClaimTemplate.apiVersion",
      "spec.volumeClaimTemplate.kind",
      "spec.volumeClaimTemplate.metadata.name",
      "spec.volumeClaimTemplate.spec.resources.limits",
      "spec.volumeClaimTemplate.spec.volumeAttributesClassName",
      "spec.volumeClaimTemplate.spec.selector",
      "spec.volumeClaimTemplate.spec.volumeMode",
      "spec.backupVolumeClaimTemplate",
      "spec.resources.agent",
    ]
  `);
});

test("what identifies a cluster is the same in every environment", () => {
  const fixed = FIELD_MAP.filter(({ overridable }) => !overridable).map(({ definition }) =>
    definition.join("."),
  );
  expect(fixed).toEqual(["name", "owner", "baseServerId", "multiMaster"]);
});
