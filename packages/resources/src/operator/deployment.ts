import type { Container } from "../kubernetes/pod-spec.ts";
import type { Deployment, PodDisruptionBudget } from "../kubernetes/workloads.ts";
import { CONTAINER_SECURITY, RESTRICTED } from "../member/security.ts";
import type { Platform } from "../platform.ts";
import { operatorLabels, operatorSelector } from "./labels.ts";
import { OPERATOR_NAME, OPERATOR_NAMESPACE, OPERATOR_REPOSITORY } from "./names.ts";

/** What the operator of a Kubernetes cluster is started with. */
export interface OperatorInput {
  /** Version of the operator, the tag of its image. */
  readonly version: string;
  readonly platform: Platform["kind"];
}

function operatorContainer({ version, platform }: OperatorInput): Container {
  return {
    name: "operator",
    image: `${OPERATOR_REPOSITORY}:${version}`,
    imagePullPolicy: "IfNotPresent",
    env: [
      { name: "POD_NAME", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
      { name: "POD_NAMESPACE", valueFrom: { fieldRef: { fieldPath: "metadata.namespace" } } },
      { name: "GRAMPUS_PLATFORM", value: platform },
    ],
    ports: [{ name: "http", containerPort: 8080 }],
    resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "512Mi" } },
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

/** Two replicas of the operator: one works, the other takes over when the first loses its Lease. */
export function operatorDeployment(input: OperatorInput): Deployment {
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: OPERATOR_NAME, namespace: OPERATOR_NAMESPACE, labels: operatorLabels() },
    spec: {
      replicas: 2,
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
          topologySpreadConstraints: [
            {
              maxSkew: 1,
              topologyKey: "kubernetes.io/hostname",
              whenUnsatisfiable: "ScheduleAnyway",
              labelSelector: { matchLabels: operatorSelector() },
            },
          ],
          containers: [operatorContainer(input)],
          volumes: [],
        },
      },
    },
  };
}

/** Keeps one replica of the operator while nodes are drained. */
export function operatorDisruptionBudget(): PodDisruptionBudget {
  return {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: { name: OPERATOR_NAME, namespace: OPERATOR_NAMESPACE, labels: operatorLabels() },
    spec: { maxUnavailable: 1, selector: { matchLabels: operatorSelector() } },
  };
}
