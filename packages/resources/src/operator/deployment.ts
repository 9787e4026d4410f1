import type { Affinity, ResourceRequirements, Toleration } from "@grampus/api";
import type { Container } from "../kubernetes/pod-spec.ts";
import type { Deployment, PodDisruptionBudget } from "../kubernetes/workloads.ts";
import { CONTAINER_SECURITY, RESTRICTED } from "../member/security.ts";
import { TEMPLATE_GENERATION, TEMPLATE_GENERATION_ANNOTATION } from "../member/template-generation.ts";
import type { Platform } from "../platform.ts";
import { operatorResources } from "./fleet-size.ts";
import {
  OPERATOR_NAME,
  OPERATOR_NAMESPACE,
  OPERATOR_REPOSITORY,
  operatorLabels,
  operatorSelector,
} from "./names.ts";

/** Where the operator's image is: a repository without a tag, a tag, and a digest (`sha256:...`). */
export interface OperatorImage {
  readonly repository?: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** What an environment may say about the operator; what it leaves out is as Grampus ships it. */
export interface OperatorOptions {
  readonly image?: OperatorImage;
  /** Names of Secrets in the operator's namespace. */
  readonly pullSecrets?: readonly string[];
  /** What it says lies over what the operator needs. */
  readonly resources?: ResourceRequirements;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly Toleration[];
  readonly affinity?: Affinity;
  readonly replicas?: number;
  readonly scope?: string;
  readonly logLevel?: string;
}

/** What the operator of a Kubernetes cluster is started with. */
export interface OperatorInput {
  /** Version of the operator, the tag of its image. */
  readonly version: string;
  readonly platform: Platform["kind"];
  /** How many clusters it looks after. */
  readonly clusters: number;
  /** The namespace it looks after; all when absent. */
  readonly watchedNamespace?: string;
  readonly options?: OperatorOptions;
}

const DEFAULT_REPLICAS = 2;

/** The reference of an image. A digest says all, so that a tag stands beside it only when somebody wrote one. */
function imageReference(version: string, { repository, tag, digest }: OperatorImage): string {
  const shown = tag ?? (digest === undefined ? version : undefined);
  return [
    repository ?? OPERATOR_REPOSITORY,
    ...(shown === undefined ? [] : [":", shown]),
    ...(digest === undefined ? [] : ["@", digest]),
  ].join("");
}

function operatorContainer({
  version,
  platform,
  clusters,
  watchedNamespace,
  options = {},
}: OperatorInput): Container {
  const { image = {}, resources, logLevel } = options;
  return {
    name: "operator",
    image: imageReference(version, image),
    imagePullPolicy: "IfNotPresent",
    env: [
      { name: "POD_NAME", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
      { name: "POD_NAMESPACE", valueFrom: { fieldRef: { fieldPath: "metadata.namespace" } } },
      { name: "GRAMPUS_PLATFORM", value: platform },
      ...(watchedNamespace === undefined ? [] : [{ name: "GRAMPUS_NAMESPACE", value: watchedNamespace }]),
      ...(logLevel === undefined ? [] : [{ name: "GRAMPUS_LOG_LEVEL", value: logLevel }]),
    ],
    ports: [{ name: "http", containerPort: 8080 }],
    resources: operatorResources(clusters, resources),
    securityContext: CONTAINER_SECURITY,
    livenessProbe: {
      httpGet: { path: "/healthz", port: "http" },
      periodSeconds: 10,
      timeoutSeconds: 5,
      failureThreshold: 6,
    },
    readinessProbe: {
      httpGet: { path: "/readyz", port: "http" },
      periodSeconds: 2,
      timeoutSeconds: 2,
      failureThreshold: 3,
    },
  };
}

/** The operator: one replica works, another takes over when the first loses its Lease. */
export function operatorDeployment(input: OperatorInput): Deployment {
  const {
    pullSecrets,
    nodeSelector,
    tolerations,
    affinity,
    replicas = DEFAULT_REPLICAS,
  } = input.options ?? {};
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: {
      name: OPERATOR_NAME,
      namespace: OPERATOR_NAMESPACE,
      labels: operatorLabels(),
      annotations: { [TEMPLATE_GENERATION_ANNOTATION]: String(TEMPLATE_GENERATION) },
    },
    spec: {
      replicas,
      selector: { matchLabels: operatorSelector() },
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      template: {
        metadata: { labels: operatorLabels() },
        spec: {
          serviceAccountName: OPERATOR_NAME,
          automountServiceAccountToken: true,
          enableServiceLinks: false,
          terminationGracePeriodSeconds: 30,
          securityContext: RESTRICTED,
          ...(pullSecrets === undefined ? {} : { imagePullSecrets: pullSecrets.map((name) => ({ name })) }),
          ...(nodeSelector === undefined ? {} : { nodeSelector }),
          ...(tolerations === undefined ? {} : { tolerations }),
          ...(affinity === undefined ? {} : { affinity }),
          topologySpreadConstraints: [
            {
              maxSkew: 1,
              topologyKey: "kubernetes.io/hostname",
              whenUnsatisfiable: "ScheduleAnyway",
              labelSelector: { matchLabels: operatorSelector() },
            },
          ],
          containers: [operatorContainer(input)],
        },
      },
    },
  };
}

/** Lets one replica of the operator go at a time while nodes are drained; one that is alone needs none. */
export function operatorDisruptionBudget(): PodDisruptionBudget {
  return {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: { name: OPERATOR_NAME, namespace: OPERATOR_NAMESPACE, labels: operatorLabels() },
    spec: { maxUnavailable: 1, selector: { matchLabels: operatorSelector() } },
  };
}
