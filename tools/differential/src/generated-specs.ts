import { fields } from "@grampus/api";
import fc from "fast-check";
import { isJsonObject, type JsonObject, overlaid } from "./json.ts";
import { type Probe, probeAt } from "./probe.ts";

function merged(bodies: readonly JsonObject[]): JsonObject {
  return bodies.reduce((below, above) => {
    const result = overlaid(below, above);
    return isJsonObject(result) ? result : below;
  }, {});
}

/** Several probes laid over each other, mostly of the side that is accepted. */
function combinations(probes: readonly Probe[]): fc.Arbitrary<JsonObject> {
  const within = probes.filter((probe) => probe.side === "within");
  const beyond = probes.filter((probe) => probe.side === "beyond");
  return fc
    .tuple(
      fc.array(fc.constantFrom(...within), { minLength: 1, maxLength: 6 }),
      fc.oneof(
        { weight: 1, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.array(fc.constantFrom(...beyond), { minLength: 1, maxLength: 2 }) },
      ),
    )
    .map(([accepted, refused]) => merged([...accepted, ...refused].map((probe) => probe.body)));
}

/** Any JSON at any place of the spec. */
function intrusions(): fc.Arbitrary<JsonObject> {
  const places = Object.keys(fields.Cluster).filter((path) => path.startsWith("spec"));
  return fc
    .tuple(fc.constantFrom(...places), fc.jsonValue({ maxDepth: 2, noUnicodeString: false }))
    .map(([path, value]) => probeAt("", "beyond", path, value).body);
}

/** Specs of every sort: combinations of accepted values, some with refused ones, some with any JSON somewhere. */
export function generatedSpecs(probes: readonly Probe[]): fc.Arbitrary<JsonObject> {
  return fc.oneof(
    { weight: 3, arbitrary: combinations(probes) },
    { weight: 1, arbitrary: fc.tuple(combinations(probes), intrusions()).map(merged) },
    { weight: 1, arbitrary: intrusions() },
  );
}
