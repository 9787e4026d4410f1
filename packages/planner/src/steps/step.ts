import type { KubernetesObject } from "@grampus/resources";
import type { Identity } from "../identity/identity.ts";
import type { Operation } from "../operation/operation.ts";

/** An object a step touches, exactly as it was observed: a changed or replaced one makes the step fail. */
export interface Precondition {
  readonly name: string;
  readonly uid: string;
  readonly resourceVersion: string;
}

/**
 * The server a statement is meant for. The runner compares `podUid` with the pod it connects to, and `serverUuid` with
 * `@@server_uuid` on the connection that runs the statement.
 */
export interface ServerTarget {
  readonly member: string;
  readonly podUid: string;
  readonly serverUuid: string;
}

interface Reasoned {
  /** Why, in one sentence for logs and Events. Never a secret. */
  readonly because: string;
}

/** Writes to Kubernetes. */
export type KubernetesStep =
  /** Adds the finalizer to the Cluster. */
  | (Reasoned & {
      readonly kind: "add-finalizer";
      readonly cluster: Precondition;
      readonly finalizer: string;
    })
  | (Reasoned & {
      readonly kind: "remove-finalizer";
      readonly cluster: Precondition;
      readonly finalizer: string;
    })
  /** POST, never an update: it fails when the record exists. */
  | (Reasoned & { readonly kind: "create-identity"; readonly name: string; readonly record: Identity })
  /** PUT of the whole record with uid and resourceVersion. */
  | (Reasoned & {
      readonly kind: "replace-identity";
      readonly target: Precondition;
      readonly record: Identity;
    })
  /** POST of a Secret that whoever performs the step fills with random values; `replaces` is one that cannot be used. */
  | (Reasoned & {
      readonly kind: "create-secret";
      readonly purpose: "root" | "accounts" | "authority" | "certificate";
      readonly name: string;
      /** For the certificate: names it must carry. */
      readonly dnsNames: readonly string[];
      readonly replaces?: Precondition;
    })
  /** Server-side apply, forced; `existing` when one was there, absent when it must be new. */
  | (Reasoned & {
      readonly kind: "apply";
      readonly object: KubernetesObject;
      readonly existing?: Precondition;
    })
  /** Deletes the StatefulSet; `orphan` leaves its pods, `foreground` takes them along. */
  | (Reasoned & {
      readonly kind: "delete-stateful-set";
      readonly target: Precondition;
      readonly propagation: "orphan" | "foreground";
    })
  /**
   * Deletes a pod. `graceSeconds` overrides the pod's own grace period; it is never 0. `reasons`: what differs between
   * its template and the present one (`image`, `variable back_log`), when that is why.
   */
  | (Reasoned & {
      readonly kind: "delete-pod";
      readonly target: Precondition;
      readonly reasons?: readonly string[];
      readonly graceSeconds?: number;
    })
  /**
   * Sets or removes the role label. `cutConnections`: end client sessions on the member first. With the label of the
   * primary goes a note on the pod that sessions may be left, for `end-sessions`; who gets that label loses the note.
   * kubelet changes a pod's status all the time, so a pod that is the same and still has the label `from` is taken for
   * the one that was observed, whatever its resourceVersion.
   */
  | (Reasoned & {
      readonly kind: "label-pod";
      readonly target: Precondition;
      readonly from: string | undefined;
      readonly role: "primary" | "secondary" | undefined;
      readonly cutConnections: boolean;
    })
  /** Puts back the labels by which a pod is known; the pod is the one that was observed by its uid. */
  | (Reasoned & {
      readonly kind: "relabel-pod";
      readonly target: Precondition;
      readonly labels: Readonly<Record<string, string>>;
    })
  /** Writes down on a pod what its template was made of; the pod is the one that was observed by its uid. */
  | (Reasoned & {
      readonly kind: "annotate-pod";
      readonly target: Precondition;
      readonly templateParts: string;
    })
  /** Deletes a claim, and with it the data: only with the spec's word. */
  | (Reasoned & { readonly kind: "delete-claim"; readonly target: Precondition })
  /** Asks for a larger volume, or for other tunable attributes of it. */
  | (Reasoned & {
      readonly kind: "change-claim";
      readonly target: Precondition;
      readonly storage?: string;
      readonly attributesClass?: string;
    })
  /** Deletes a ConfigMap or a Secret of this cluster. */
  | (Reasoned & {
      readonly kind: "delete-object";
      readonly objectKind: "ConfigMap" | "Secret";
      readonly target: Precondition;
    });

/** A variable to set: `null` returns it to the server's default. */
export interface VariableAssignment {
  readonly name: string;
  readonly value: string | null;
}

/** Statements on one member. */
export type ServerStep =
  /** `CHANGE REPLICATION SOURCE ... FOR CHANNEL 'group_replication_recovery'` with the replication account. */
  | (Reasoned & { readonly kind: "configure-recovery"; readonly target: ServerTarget })
  /**
   * Bootstraps the group, after a look at the record: it must be unchanged and name this member. On the same
   * connection the executed set must still be `executed`, and there must be no channel `group_replication_applier`: a
   * late second bootstrap would find the one of the first.
   */
  | (Reasoned & {
      readonly kind: "bootstrap";
      readonly target: ServerTarget;
      readonly identity: Precondition;
      readonly executed: string;
    })
  /** `SET GLOBAL group_replication_bootstrap_group=OFF`: what an operator that died while it bootstrapped left behind. */
  | (Reasoned & { readonly kind: "disarm-bootstrap"; readonly target: ServerTarget })
  /** `START GROUP_REPLICATION`, never as a bootstrap; `cloneThreshold` is set before when given. */
  | (Reasoned & { readonly kind: "join"; readonly target: ServerTarget; readonly cloneThreshold?: number })
  /** `super_read_only=ON`, `STOP GROUP_REPLICATION`, `super_read_only=ON`. */
  | (Reasoned & { readonly kind: "leave"; readonly target: ServerTarget })
  /** `START REPLICA SQL_THREAD FOR CHANNEL 'group_replication_applier'`. */
  | (Reasoned & { readonly kind: "start-applier"; readonly target: ServerTarget })
  /** `STOP REPLICA SQL_THREAD FOR CHANNEL 'group_replication_applier'`. */
  | (Reasoned & { readonly kind: "stop-applier"; readonly target: ServerTarget })
  /**
   * `RESET REPLICA ALL FOR CHANNEL 'group_replication_applier'`, only after the same connection answered that
   * `GTID_SUBSET(received, @@gtid_executed)` holds: it deletes what was received.
   */
  | (Reasoned & { readonly kind: "reset-applier"; readonly target: ServerTarget })
  /**
   * `KILL QUERY` for statements and `KILL` for open transactions, of those operations that run yet. It is done before a
   * switch that waited long enough; another look says when they have ended.
   */
  | (Reasoned & {
      readonly kind: "end-operations";
      readonly target: ServerTarget;
      readonly operations: readonly Operation[];
    })
  /**
   * `SELECT group_replication_set_as_primary(to)`; `target` is the present primary. What holds it up, such as a schema
   * change that began since the primary was looked at, or a global lock, loses its session after some seconds.
   */
  | (Reasoned & {
      readonly kind: "switch-primary";
      readonly target: ServerTarget;
      readonly to: string;
      readonly toServerUuid: string;
    })
  /**
   * `SET GLOBAL super_read_only=ON` on a server outside of the group, or on a secondary: only after the same connection
   * answered that the server is no ONLINE primary, and taken back when it has become one meanwhile.
   */
  | (Reasoned & { readonly kind: "set-read-only"; readonly target: ServerTarget })
  /**
   * `SET GLOBAL` of each; afterwards the pod gets the annotation `acceptedVariables` makes from what the server then
   * answers, when it differs from what was asked for.
   */
  | (Reasoned & {
      readonly kind: "set-variables";
      readonly target: ServerTarget;
      readonly pod: Precondition;
      readonly assignments: readonly VariableAssignment[];
    })
  /**
   * Makes the operator's accounts what they have to be, as root where root is let in. `passwords`: they get those of the
   * Secret, and keep the one that opened them before. `rootOnly`: nothing can be mended without root.
   */
  | (Reasoned & {
      readonly kind: "mend-accounts";
      readonly target: ServerTarget;
      readonly passwords: boolean;
      readonly rootOnly: boolean;
    })
  /** Makes the operator's schema and its table where they are not there, and the table anew where it has another form. */
  | (Reasoned & { readonly kind: "restore-schema"; readonly target: ServerTarget })
  /** Ends the client sessions on a member that lost the label of the primary, and takes the note of that off its pod. */
  | (Reasoned & { readonly kind: "end-sessions"; readonly target: ServerTarget; readonly pod: Precondition })
  /**
   * Configuration changes of the group that change nothing, after which it no longer dials members that it expelled;
   * afterwards the primary's pod is noted to have done so in this view.
   */
  | (Reasoned & {
      readonly kind: "forget-expelled";
      readonly target: ServerTarget;
      readonly pod: Precondition;
      readonly viewId: string;
    })
  /** `ALTER INSTANCE RELOAD TLS`. */
  | (Reasoned & { readonly kind: "reload-tls"; readonly target: ServerTarget });

/** One effect. Those of a decision are performed in their order until one fails; then the world is observed again. */
export type Step = KubernetesStep | ServerStep;

/** Name of the member or of the object that a step acts on. */
export function stepSubject(step: Step): string {
  if ("cluster" in step) return step.cluster.name;
  if ("object" in step) return `${step.object.kind} ${step.object.metadata.name}`;
  if ("name" in step) return step.name;
  return "member" in step.target ? step.target.member : step.target.name;
}
