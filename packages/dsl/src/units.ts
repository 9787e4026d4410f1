/** A day of the calendar: `2027-03-31`. */
export type CalendarDay = `${number}-${number}-${number}`;

/** A length of time in one unit: `30s`, `5m`, `1h`. */
export type LagBound = `${number}${"s" | "m" | "h"}`;

/** Binary suffixes of a Kubernetes quantity: powers of 1024. */
export type BinarySuffix = "Ki" | "Mi" | "Gi" | "Ti" | "Pi" | "Ei";

/** Decimal suffixes of a Kubernetes quantity: powers of 1000. */
export type DecimalSuffix = "k" | "M" | "G" | "T" | "P" | "E";

/**
 * An amount of storage or memory in bytes as Kubernetes writes it: `10Gi`, `1.5Ti`, `500M`, or plain bytes `1073741824`.
 * `10Gb`, `10 Gi` and `10GiB` are not quantities.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export type Quantity = `${number}${BinarySuffix | DecimalSuffix}` | `${number}`;

/** An amount of processor time: whole cores (`2`, `0.5`) or thousandths of a core (`500m`). */
export type CpuQuantity = `${number}m` | `${number}`;

/**
 * A MySQL Server version: a series (`9.7`) or one release of it (`9.7.4`). A series follows the newest release
 * the operator knows.
 */
export type MySQLVersion = `${number}.${number}` | `${number}.${number}.${number}`;
