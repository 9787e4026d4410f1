import type { ClusterSpec } from "@grampus/api";
import type { ComputeResources } from "./cluster.ts";

/** Where the operator's image is. */
export interface OperatorImage {
  /** Repository without a tag, for a registry mirror: `registry.example.com/grampus/grampus-operator`. */
  readonly repository?: string;
  /** Tag; the version of Grampus that compiles unless said, for which the CRDs and roles are made. */
  readonly tag?: string;
  /** Digest of exactly one image; the tag is then only for people. */
  readonly digest?: `sha256:${string}`;
}

/** How the operator of an environment's Kubernetes cluster runs. What is left out is as Grampus ships it. */
export interface OperatorSettings {
  readonly image?: OperatorImage;
  /** Names of Secrets with credentials for the image registry, in the operator's namespace. */
  readonly pullSecrets?: readonly string[];
  /**
   * Processor and memory; unless said, what the number of clusters on the Kubernetes cluster takes: 50m and 128Mi
   * requested and at most 512Mi up to 100 clusters, 300m, 512Mi and 1Gi up to 1,000.
   */
  readonly resources?: ComputeResources;
  /** Labels a node must have to run the operator. */
  readonly nodeSelector?: ClusterSpec["nodeSelector"];
  readonly tolerations?: ClusterSpec["tolerations"];
  readonly affinity?: ClusterSpec["affinity"];
  /** Processes, 1 to 5, 2 unless said: one holds the Lease and works, the others take over. */
  readonly replicas?: number;
  /**
   * Where it looks after clusters: in the whole Kubernetes cluster, unless said, or in the environment's namespace alone.
   * With `"namespace"` it may read and write nothing in others, Secrets among it.
   */
  readonly scope?: "cluster" | "namespace";
  /** The least important lines it writes, `info` unless said. */
  readonly logLevel?: "debug" | "info" | "warn" | "error";
}

/** The operator is installed by the environment that says so, with these settings. */
export interface DeployedOperator {
  readonly kind: "deploy";
  readonly settings: OperatorSettings;
}

/** Who installs the operator on the environment's Kubernetes cluster. */
export type OperatorDeployment =
  /** This environment: its `operator/` folder holds the CRDs and the operator. */
  | "deploy"
  /** The same, with settings of its own. */
  | DeployedOperator
  /** Another environment with the same `target`: the folder holds only what this environment needs besides. */
  | "shared";

/**
 * Installs the operator with settings of the environment's own.
 *
 * @example
 * operator: deploy({ image: { repository: "registry.example.com/grampus-operator" }, logLevel: "debug" })
 */
export function deploy(settings: OperatorSettings = {}): DeployedOperator {
  return { kind: "deploy", settings };
}
