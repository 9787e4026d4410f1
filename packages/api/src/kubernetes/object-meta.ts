import type { Int64, LabelValue, QualifiedName, Timestamp } from "./scalars.ts";

/**
 * Labels of an object, by key.
 *
 * @maxProperties 1024
 * @keyPattern ^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*[/])?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$ "a key is a name of up to 63 letters, digits, '-', '_' and '.', optionally after a DNS prefix and '/'"
 */
export type MetadataLabels = Readonly<Record<string, LabelValue>>;

/**
 * Annotations of an object. The API server reads the keys without regard to case.
 *
 * @maxProperties 1024
 * @keyPattern ^([A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?(\.[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?)*[/])?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$ "a key is a name of up to 63 letters, digits, '-', '_' and '.', optionally after a DNS prefix and '/'"
 */
export type MetadataAnnotations = Readonly<Record<string, MetadataAnnotationValue>>;

/**
 * The value of an annotation. All annotations of an object together have 256 KiB.
 *
 * @maxLength 262144
 */
export type MetadataAnnotationValue = string;

/** What the API server keeps for every object. The schema of a custom resource says nothing about it. */
export interface ObjectMeta {
  /**
   * Name, unique per namespace and kind. It cannot be changed.
   * @minLength 1
   * @maxLength 253
   * @changeClass forbidden
   */
  readonly name: string;
  /**
   * Namespace. It cannot be changed.
   * @pattern ^[a-z0-9]([-a-z0-9]*[a-z0-9])?$
   * @form "lower-case letters, digits and '-'"
   * @minLength 1
   * @maxLength 63
   * @changeClass forbidden
   */
  readonly namespace?: string;
  /** Labels. */
  readonly labels?: MetadataLabels;
  /** Annotations. */
  readonly annotations?: MetadataAnnotations;
  /**
   * Set by the API server.
   * @maxLength 64
   */
  readonly uid?: string;
  /**
   * Set by the API server at every write.
   * @maxLength 64
   */
  readonly resourceVersion?: string;
  /** Set by the API server: counts the changes of the spec. */
  readonly generation?: Int64;
  /** Set by the API server. */
  readonly creationTimestamp?: Timestamp;
  /** Set by the API server when deletion was asked for. */
  readonly deletionTimestamp?: Timestamp;
  /** Seconds between the request and the deletion; set by the API server. */
  readonly deletionGracePeriodSeconds?: Int64;
  /**
   * Keys of who has work to do before the object goes.
   * @maxItems 64
   */
  readonly finalizers?: readonly QualifiedName[];
  /**
   * Objects this one goes with.
   * @maxItems 64
   */
  readonly ownerReferences?: readonly unknown[];
  /**
   * Who owns which field; kept by the API server.
   * @maxItems 1024
   */
  readonly managedFields?: readonly unknown[];
}
