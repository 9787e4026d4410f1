import type { ClusterDefinition } from "./cluster.ts";
import type { Delivery } from "./delivery.ts";
import type { PolicyException } from "./exception.ts";
import type { Gate } from "./gate.ts";
import type { Manifests } from "./manifest.ts";
import type { SharedNamespace } from "./namespace.ts";
import type { OperatorDeployment } from "./operator.ts";
import type { ClusterOverride, OverriddenCluster } from "./override.ts";
import type { Platform } from "./platform.ts";
import type { Policy } from "./policy.ts";
import type { RetiredCluster } from "./retire.ts";

/** A place clusters run. */
export interface EnvironmentDefinition {
  /** Name of the environment and of its folder in `environments/`: a DNS label. */
  readonly name: string;
  /** The environment a change passes through before it comes here. */
  readonly after?: string;
  /**
   * What runs here: `"releases"`, those that `grampus promote` pinned, or `"head"`, the definitions as they stand. Where
   * `after` is set it is `"releases"` unless said, else `"head"`.
   */
  readonly follows?: "head" | "releases";
  /** Groups of clusters that are promoted together, by name: `{ canary: ["orders"] }`. A cluster is in one at most. */
  readonly rings?: Readonly<Record<string, readonly string[]>>;
  /** Namespace of the environment's clusters; `sharedNamespace(...)` when another environment makes it. */
  readonly namespace: string | SharedNamespace;
  /**
   * The Kubernetes cluster this environment lives on, a DNS label; the environment's own unless two environments name the
   * same one.
   */
  readonly target?: string;
  /** Who installs the operator on the target, and how: `"deploy"` unless said, `deploy({ ... })` or `"shared"`. */
  readonly operator?: OperatorDeployment;
  /** What brings the committed files to the Kubernetes cluster: `flux({ ... })` or `argocd({ ... })`; nothing unless said. */
  readonly delivery?: Delivery;
  /** What kind of Kubernetes it is: `kubernetes()` or `openshift()`. */
  readonly platform: Platform;
  /** Settings for every cluster here that does not set its own; `unset()` takes back what the platform gives. */
  readonly defaults?: ClusterOverride;
  /** Objects that the clusters here need before them, such as a NetworkPolicy or a PriorityClass. */
  readonly manifests?: Manifests;
  /**
   * Who reviews changes of this environment, as GitHub writes owners: `"@acme/team-dba"`, `"@alice"`, an e-mail address.
   * `grampus codeowners` puts them into `.github/CODEOWNERS`.
   */
  readonly owners?: readonly (`@${string}` | `${string}@${string}`)[];
  /** Rules that every cluster here has to meet. */
  readonly policies?: readonly Policy[];
  /** What promotions to this environment wait for: `[soak("48h"), healthy(), window("Mon-Thu 09:00-16:00 Europe/Berlin")]`. */
  readonly gates?: readonly Gate[];
  /** Clusters that need not meet a policy for a while: `exception({ cluster, policy, because, until })`. */
  readonly exceptions?: readonly PolicyException[];
  /**
   * The clusters that run here, by name: a definition, or an `override` of one. One that ends here is listed with
   * `retire(...)` first; without that, a cluster that is not listed any more is refused.
   */
  readonly clusters: Readonly<Record<string, ClusterDefinition | OverriddenCluster | RetiredCluster>>;
  /**
   * Clusters that may leave Git although their data is where no environment is any more, after a change of `namespace` or
   * `target`, each with the reason: `{ "mysql-old/orders": "moved" }`, `{ "k1/mysql-old/orders": "moved" }`. They run on in
   * Kubernetes until a person deletes them there.
   */
  readonly retired?: Readonly<Record<string, string>>;
  /**
   * Clusters that may run a higher version of MySQL here than in the environment before (`after`), each with the reason.
   */
  readonly ahead?: Readonly<Record<string, string>>;
}

/**
 * Describes one environment. The file `environments/<name>/environment.ts` exports it as its default.
 *
 * @example
 * export default defineEnvironment({
 *   name: "prod",
 *   after: "staging",
 *   namespace: "mysql-prod",
 *   platform: openshift(),
 *   policies: [minMembers(3)],
 *   clusters: { orders: override(orders, { members: 5 }) },
 * });
 */
export function defineEnvironment(definition: EnvironmentDefinition): EnvironmentDefinition {
  return definition;
}
