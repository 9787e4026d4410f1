import { Environment } from "@marcbachmann/cel-js";
import { parseQuantity } from "./quantity.ts";

/** A quantity inside a rule. */
class Quantity {
  readonly nanos: bigint;

  constructor(nanos: bigint) {
    this.nanos = nanos;
  }
}

function quantityOf(text: string): Quantity {
  const nanos = parseQuantity(text);
  if (nanos === undefined) throw new RangeError(`${JSON.stringify(text)} is not a quantity`);
  return new Quantity(nanos);
}

function order(left: Quantity, right: Quantity): bigint {
  return left.nanos < right.nanos ? -1n : left.nanos > right.nanos ? 1n : 0n;
}

/**
 * CEL with the part of Kubernetes' libraries that the rules use: `quantity()`, `isQuantity()` and the comparisons of
 * quantities. `split` and the rest of the string functions come with the language.
 */
export const ruleEnvironment = new Environment({ unlistedVariablesAreDyn: true })
  .registerType("kubernetes.Quantity", Quantity)
  .registerFunction("quantity(string): kubernetes.Quantity", quantityOf)
  .registerFunction("isQuantity(string): bool", (text: string) => parseQuantity(text) !== undefined)
  .registerFunction("kubernetes.Quantity.compareTo(kubernetes.Quantity): int", order)
  .registerFunction(
    "kubernetes.Quantity.isGreaterThan(kubernetes.Quantity): bool",
    (left: Quantity, right: Quantity) => left.nanos > right.nanos,
  )
  .registerFunction(
    "kubernetes.Quantity.isLessThan(kubernetes.Quantity): bool",
    (left: Quantity, right: Quantity) => left.nanos < right.nanos,
  );
