/**
 * A 32-bit integer that counts something.
 *
 * @format int32
 * @minimum 0
 * @maximum 2147483647
 */
export type Int32 = number;

/**
 * A 64-bit integer, within what a JSON number of JavaScript holds exactly.
 *
 * @format int64
 * @minimum 0
 * @maximum 9007199254740991
 */
export type Int64 = number;

/**
 * A user or group id. The kernel's largest is 2^32 - 2; Kubernetes allows 2^31 - 1.
 *
 * @format int64
 * @minimum 0
 * @maximum 2147483647
 */
export type UnixId = number;

/**
 * A quantity as Kubernetes writes it: `10Gi`, `500m`, `1e3`, `2`. Kept as it is spelled.
 *
 * @pattern ^\+?([0-9]{1,18}(\.[0-9]{0,9})?|\.[0-9]{1,9})([KMGTPE]i|[numkMGTPE]|[eE][-+]?[0-9]{1,2})?$
 * @form "a quantity such as 10Gi, 500m, 1e3 or 2"
 * @minimum 0
 * @maximum 9007199254740991
 * @maxLength 33
 * @order quantity
 */
export type Quantity = string | number;

/**
 * A DNS-1035 label: the name of a Service, and of everything that carries one.
 *
 * @pattern ^[a-z]([-a-z0-9]*[a-z0-9])?$
 * @form "lower-case letters, digits and '-', a letter first"
 * @minLength 1
 * @maxLength 63
 */
export type DnsLabel = string;

/**
 * A DNS-1123 subdomain: the name of a Secret, a ConfigMap, a StorageClass.
 *
 * @pattern ^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$
 * @form "lower-case letters, digits, '-' and '.'"
 * @minLength 1
 * @maxLength 253
 */
export type DnsSubdomain = string;

/**
 * The name of a namespace, a DNS-1123 label.
 *
 * @pattern ^[a-z0-9]([-a-z0-9]*[a-z0-9])?$
 * @form "lower-case letters, digits and '-'"
 * @minLength 1
 * @maxLength 63
 */
export type NamespaceName = string;

/**
 * A qualified name: an optional DNS prefix, a slash, a name of up to 63 characters. The key of a label.
 *
 * @pattern ^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*[/])?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$
 * @form "a name of up to 63 letters, digits, '-', '_' and '.', optionally after a DNS prefix and '/'"
 * @minLength 1
 * @maxLength 317
 */
export type QualifiedName = string;

/**
 * The value of a label.
 *
 * @pattern ^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$
 * @form "letters, digits, '-', '_' and '.', beginning and ending with a letter or digit"
 * @maxLength 63
 */
export type LabelValue = string;

/**
 * Labels, or a selector by equality.
 *
 * @keyPattern ^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$ "a key is a name of up to 63 letters, digits, '-', '_' and '.', optionally after a DNS prefix and '/'"
 * @maxProperties 32
 */
export type Labels = Readonly<Record<string, LabelValue>>;

/**
 * The value of an annotation.
 *
 * @maxLength 4096
 */
export type AnnotationValue = string;

/**
 * Annotations.
 *
 * @keyPattern ^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$ "a key is a name of up to 63 letters, digits, '-', '_' and '.', optionally after a DNS prefix and '/'"
 * @maxProperties 32
 */
export type Annotations = Readonly<Record<string, AnnotationValue>>;

/**
 * A point in time, RFC 3339 in UTC with whole seconds.
 *
 * @pattern ^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$
 * @form "a time such as 2026-01-31T12:00:00Z"
 * @maxLength 20
 */
export type Timestamp = string;
