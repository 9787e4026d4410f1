import { didYouMean } from "@grampus/diagnostics";
import { isMap, type PlainObject, type PlainValue } from "../data/plain-data.ts";
import { typeText, valueText } from "../data/value-text.ts";
import type { Finding } from "../findings/finding.ts";
import { definitionCodes } from "./diagnostics.ts";

function wrongRing(file: string, ring: string, value: PlainValue): Finding {
  const found = `${typeText(value)}: ${valueText(value)}`;
  const allowed = 'a list of names of clusters: ["orders", "billing"]';
  return {
    diagnostic: definitionCodes.create(
      "wrong-type",
      { field: `the ring ${ring}` },
      { path: `rings.${ring}`, found, allowed },
    ),
    place: { file, path: ["rings", ring], part: "value" },
  };
}

/** A name that JavaScript lists before all others, wherever it is written. */
function isNumber(ring: string): boolean {
  return /^(0|[1-9][0-9]*)$/.test(ring);
}

function numberedRing(file: string, ring: string): Finding {
  const occurrence = {
    path: `rings.${ring}`,
    found: valueText(ring),
    allowed: `a name, like "ring-${ring}"`,
  };
  return {
    diagnostic: definitionCodes.create("numbered-ring", { ring }, occurrence),
    place: { file, path: ["rings", ring], part: "name" },
  };
}

/**
 * The rings of an environment, in their order. A name that the environment does not list, or that is in two rings, goes to
 * `findings`, and so does a ring whose place in the order is not the one that it was written at.
 */
export function checkedRings(
  file: string,
  { rings, clusters }: PlainObject,
  findings: Finding[],
): ReadonlyMap<string, readonly string[]> {
  const listed = Object.keys(isMap(clusters) ? clusters : {});
  const ringOf = new Map<string, string>();
  const checked = new Map<string, readonly string[]>();
  for (const [ring, members] of Object.entries(isMap(rings) ? rings : {})) {
    if (!Array.isArray(members) || !members.every((name) => typeof name === "string")) {
      findings.push(wrongRing(file, ring, members));
      continue;
    }
    if (isNumber(ring)) findings.push(numberedRing(file, ring));
    for (const [index, name] of members.entries()) {
      const earlier = ringOf.get(name);
      const place = { file, path: ["rings", ring, index], part: "value" } as const;
      const at = { path: `rings.${ring}`, found: valueText(name) };
      if (!listed.includes(name)) {
        const occurrence = { ...at, allowed: listed.join(", "), ...didYouMean(name, listed) };
        const diagnostic = definitionCodes.create(
          "unsupported-value",
          { field: `a name in the ring ${ring}` },
          occurrence,
        );
        findings.push({ diagnostic, place });
      } else if (earlier !== undefined) {
        const diagnostic = definitionCodes.create("two-rings", { name, rings: [earlier, ring] }, at);
        findings.push({ diagnostic, place });
      }
      ringOf.set(name, ring);
    }
    checked.set(ring, members);
  }
  return checked;
}
