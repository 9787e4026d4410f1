import { serverVariable, settableValue } from "@grampus/api";
import { contentDigest } from "@grampus/resources";
import { canonicalValue } from "./canonical-value.ts";

type Values = Readonly<Record<string, string | number>>;

/** Names of the wanted variables that the server answers differently, in order. */
export function differingVariables(
  wanted: Values,
  observed: Readonly<Record<string, string>>,
): readonly string[] {
  return Object.keys(wanted)
    .filter((name) => {
      const [asked, found] = [wanted[name], observed[name]];
      if (asked === undefined || String(asked) === found) return false;
      return found === undefined || canonicalValue(name, asked) !== canonicalValue(name, found);
    })
    .sort();
}

/**
 * A server may round what it is told, or spell it in a way of its own. What it answered to what was wanted is kept as a
 * digest in the pod's annotation `mysql.oracle.com/variables`, so that it is told once. `undefined` when it took the
 * values as they are, and no annotation is needed.
 */
export function acceptedVariables(
  wanted: Values,
  observed: Readonly<Record<string, string>>,
): string | undefined {
  const names = differingVariables(wanted, observed);
  if (names.length === 0) return undefined;
  return contentDigest(
    names.map((name) => [
      name,
      settableValue(serverVariable(name)?.type, wanted[name] ?? ""),
      observed[name] ?? null,
    ]),
  );
}
