import { type Cluster, GROUP, serverVariable, settableValue, withDefaults } from "@grampus/api";
import { contentDigest, variablePlan } from "@grampus/resources";

/** Annotation on a member's pod; see `acceptedVariables`. */
export const ACCEPTED_VARIABLES_ANNOTATION = `${GROUP}/variables` as const;

/** Names of the server variables that an observation of each member has to bring. */
export function observedVariableNames(cluster: Cluster): readonly string[] {
  const { online } = variablePlan(withDefaults(cluster));
  return [...Object.keys(online), "group_replication_group_seeds"].sort();
}

type Values = Readonly<Record<string, string | number>>;

/**
 * A value of a variable in the form in which two spellings of it are equal: switches as 0 and 1, numbers without a
 * fraction of zeros, letters in lower case, lists in alphabetical order.
 */
function canonicalValue(name: string, value: string | number): string {
  const type = serverVariable(name)?.type;
  const text = settableValue(type, value).trim().toLowerCase();
  if (type?.kind === "boolean") return text === "on" ? "1" : text === "off" ? "0" : text;
  if (/^-?[0-9]+(\.[0-9]+)?$/.test(text)) return String(Number(text));
  return text.includes(",") ? text.split(",").sort().join(",") : text;
}

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
