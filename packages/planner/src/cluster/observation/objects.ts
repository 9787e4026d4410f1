/** A field of an object that somebody else set last. */
export interface ForeignField {
  /** Who, as the API server keeps it, such as `kubectl-edit`. */
  readonly manager: string;
  /** Names of fields; an item of a list by the values of its keys. */
  readonly path: readonly (string | Readonly<Record<string, unknown>>)[];
  /** When they set something last, milliseconds since 1970; the API server keeps seconds. */
  readonly setAt?: number;
}

/** An object the operator applies, as it is stored. */
export interface ObservedObject {
  readonly kind: "Service" | "ConfigMap" | "PodDisruptionBudget";
  readonly name: string;
  readonly uid: string;
  readonly resourceVersion: string;
  /** Uid of the controlling owner. */
  readonly ownerUid?: string;
  /** The whole object as JSON, as the API server returned it. */
  readonly content: unknown;
  /** Fields of its spec or its data that others set, whether the operator asks for them or not. */
  readonly foreign: readonly ForeignField[];
}

/** From when until when, milliseconds since 1970. */
export interface TimeSpan {
  readonly from: number;
  readonly until: number;
}

/** The members' StatefulSet. */
export interface ObservedStatefulSet {
  readonly uid: string;
  readonly resourceVersion: string;
  readonly ownerUid?: string;
  readonly deleting: boolean;
  /** `spec.replicas`. */
  readonly replicas: number;
  /** Annotation `mysql.oracle.com/revision`: digest of what it was built from. */
  readonly revision?: string;
  /** Annotation `mysql.oracle.com/claims-revision`: digest of what cannot be changed in place. */
  readonly claimsRevision?: string;
  readonly labels: Readonly<Record<string, string>>;
  /** `metadata.generation`: the API server counts changes of the spec, whoever makes them. */
  readonly generation: number;
  /** Annotation `mysql.oracle.com/applied-generation`: the generation that the operator wrote. */
  readonly appliedGeneration?: number;
  /** Fields of its spec that others set. */
  readonly foreign: readonly ForeignField[];
  /** Annotation `mysql.oracle.com/template-drift`: when its template was not what the operator wrote. */
  readonly templateDrift?: TimeSpan;
  /** `status.updateRevision`, once its controller has seen the present generation. */
  readonly controllerRevision?: string;
}

/** Why a pod does not run. */
export interface PodTrouble {
  /** `ImagePullBackOff`, `CrashLoopBackOff`, `Unschedulable` and the like. */
  readonly reason: string;
  readonly message: string;
  /** How its container ended last, when it ran before. */
  readonly ended?: { readonly reason?: string; readonly exitCode: number; readonly message?: string };
}

/** A member's pod. */
export interface ObservedPod {
  readonly name: string;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly deleting: boolean;
  /** When it should have ended at the latest, milliseconds since 1970; absent while it is not being deleted. */
  readonly endsBy?: number;
  readonly phase: "Pending" | "Running" | "Succeeded" | "Failed" | "Unknown";
  /** Condition `Ready`. */
  readonly ready: boolean;
  /** Absent until it is scheduled. */
  readonly node?: string;
  /** Annotation `mysql.oracle.com/revision` of the template it was made from. */
  readonly revision?: string;
  /** Annotation `mysql.oracle.com/template-parts`: what that template was made of. */
  readonly templateParts?: string;
  /** Label `controller-revision-hash`: which template of the StatefulSet it was made from. */
  readonly controllerRevision?: string;
  /** Label `mysql.oracle.com/role`. */
  readonly role?: string;
  /** Annotation `mysql.oracle.com/former-primary-since`, milliseconds since 1970; see `FORMER_PRIMARY_ANNOTATION`. */
  readonly formerPrimarySince?: number;
  /** Annotation `mysql.oracle.com/forgotten-in-view`; see `FORGOTTEN_ANNOTATION`. */
  readonly forgottenIn?: string;
  /** Annotation `mysql.oracle.com/variables`; see `acceptedVariables`. */
  readonly acceptedVariables?: string;
  readonly trouble?: PodTrouble;
  /** Whether it has the labels by which Services, the disruption budget and the StatefulSet know it. */
  readonly selected: boolean;
  /** When it was created, milliseconds since 1970. */
  readonly createdAt: number;
}

/** A member's volume claim. */
export interface ObservedClaim {
  readonly name: string;
  /** Name of the member it belongs to. */
  readonly member: string;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly deleting: boolean;
  /** `spec.resources.requests.storage`. */
  readonly storage: string;
  /** `spec.volumeAttributesClassName`. */
  readonly attributesClass?: string;
  /** `Lost` when its volume is gone. */
  readonly phase: "Pending" | "Bound" | "Lost";
}

/** A node that runs, or ran, a member. */
export interface ObservedNode {
  readonly name: string;
  /** `missing` when there is no Node object: the node is confirmed gone. */
  readonly ready: "True" | "False" | "Unknown" | "missing";
}

interface StoredSecret {
  readonly uid: string;
  readonly resourceVersion: string;
  /** Whether it has the cluster's label: what somebody else made is read, never changed and never deleted. */
  readonly owned: boolean;
}

/** Whether a Secret is there. `invalid` when it lacks a key or its content cannot be read; never holds a value. */
export type SecretState =
  | { readonly kind: "absent" }
  | (StoredSecret & { readonly kind: "invalid"; readonly problem: string })
  | (StoredSecret & { readonly kind: "found" });

/** The leaf certificate of the members. */
export type CertificateState =
  | Exclude<SecretState, { readonly kind: "found" }>
  | (StoredSecret & {
      readonly kind: "found";
      /** Milliseconds since 1970. */
      readonly notBefore: number;
      readonly notAfter: number;
      /** DNS names of the subject alternative name. */
      readonly dnsNames: readonly string[];
      /** Whether `ca.crt` in it is, or holds, the certificate of the CA Secret, and signed it. */
      readonly trusted: boolean;
    });

/** The Secrets of a cluster, by purpose; names come from `secretNames`. */
export interface ObservedSecrets {
  readonly root: SecretState;
  readonly accounts: SecretState;
  /** The own CA; not looked at when `spec.sslSecret` is set. */
  readonly authority: SecretState;
  readonly certificate: CertificateState;
}
