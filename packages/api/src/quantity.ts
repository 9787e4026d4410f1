const SPELLING = /^([+-]?)(\d*)(?:\.(\d*))?(?:([KMGTPE])i|([numkMGTPE])|[eE]([-+]?\d+))?$/;
const BINARY = "KMGTPE";
const DECIMAL_EXPONENT: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
const NANO = 9;
const LARGEST = (2n ** 63n - 1n) * 10n ** BigInt(NANO);

/**
 * An amount of something, in billionths. Kubernetes keeps no finer ones: it rounds them away from zero. With a binary
 * suffix, what is above 2^63 - 1 counts as 2^63 - 1.
 */
export type Nanos = bigint;

function rounded(numerator: bigint, denominator: bigint): bigint {
  return (numerator + denominator - 1n) / denominator;
}

/**
 * Reads a quantity: digits with an optional fraction, then a binary suffix (`Ki` to `Ei`), a decimal one (`n` to `E`)
 * or an exponent. `undefined` when the text is none. Source: apimachinery's `resource.ParseQuantity`.
 */
export function parseQuantity(text: string): Nanos | undefined {
  const match = SPELLING.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = "", fraction = "", binary, decimal, exponent] = match;
  if (whole === "" && fraction === "") return undefined;
  const digits = BigInt(`${whole}${fraction}`);
  const scale = binary === undefined ? 1n : 1024n ** BigInt(BINARY.indexOf(binary) + 1);
  const power =
    NANO -
    fraction.length +
    (decimal === undefined ? Number(exponent ?? 0) : (DECIMAL_EXPONENT[decimal] ?? 0));
  const amount =
    power >= 0 ? digits * scale * 10n ** BigInt(power) : rounded(digits * scale, 10n ** BigInt(-power));
  const bounded = binary !== undefined && amount > LARGEST ? LARGEST : amount;
  return sign === "-" ? -bounded : bounded;
}

/** -1, 0 or 1 as the first quantity is less than, equal to or more than the second; `undefined` when one is none. */
export function compareQuantities(first: string | number, second: string | number): -1 | 0 | 1 | undefined {
  const left = parseQuantity(String(first));
  const right = parseQuantity(String(second));
  if (left === undefined || right === undefined) return undefined;
  return left < right ? -1 : left > right ? 1 : 0;
}
