import type {
  Affinity,
  LocalObjectReference,
  PodSecurityContext,
  ResourceRequirements,
  Toleration,
  TopologySpreadConstraint,
} from "@grampus/api";

/** A variable of a container: a literal, or a field of the pod. */
export type EnvironmentVariable =
  | { readonly name: string; readonly value: string }
  | { readonly name: string; readonly valueFrom: { readonly fieldRef: { readonly fieldPath: string } } };

/** A command run in a container. */
export interface ExecAction {
  readonly exec: { readonly command: readonly string[] };
}

/** A request to a container. */
export interface HttpGetAction {
  readonly httpGet: { readonly path: string; readonly port: string };
}

/** How kubelet asks a container about itself; times in seconds. */
export type Probe = (ExecAction | HttpGetAction) & {
  readonly initialDelaySeconds?: number;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly failureThreshold: number;
};

/** What Pod Security `restricted` asks of every container, and a read-only root on top. */
export interface ContainerSecurityContext {
  readonly allowPrivilegeEscalation: false;
  readonly readOnlyRootFilesystem: true;
  readonly capabilities: { readonly drop: readonly ["ALL"] };
}

/** A place a volume is mounted at. */
export interface VolumeMount {
  readonly name: string;
  readonly mountPath: string;
  /** One file or folder of the volume; it has to be there when the container starts. */
  readonly subPath?: string;
  readonly readOnly?: true;
}

/** A container of a pod. */
export interface Container {
  readonly name: string;
  readonly image: string;
  readonly imagePullPolicy: "IfNotPresent";
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly EnvironmentVariable[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  readonly resources?: ResourceRequirements;
  readonly securityContext: ContainerSecurityContext;
  readonly volumeMounts?: readonly VolumeMount[];
  readonly startupProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly lifecycle?: { readonly preStop: ExecAction };
}

/** A volume of a pod. */
export type Volume =
  | {
      readonly name: string;
      readonly emptyDir: { readonly medium?: "Memory"; readonly sizeLimit?: string };
    }
  | { readonly name: string; readonly configMap: { readonly name: string } }
  | {
      readonly name: string;
      readonly projected: {
        readonly defaultMode: number;
        readonly sources: readonly {
          readonly secret: {
            readonly name: string;
            readonly items: readonly { readonly key: string; readonly path: string }[];
          };
        }[];
      };
    };

/** The pod of a member or of the operator. */
export interface PodSpec {
  readonly serviceAccountName?: string;
  readonly automountServiceAccountToken: boolean;
  readonly enableServiceLinks: false;
  readonly terminationGracePeriodSeconds: number;
  readonly priorityClassName?: string;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly affinity?: Affinity;
  readonly tolerations?: readonly Toleration[];
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  readonly imagePullSecrets?: readonly LocalObjectReference[];
  readonly securityContext: PodSecurityContext;
  readonly initContainers?: readonly Container[];
  readonly containers: readonly Container[];
  readonly volumes: readonly Volume[];
}

/** Labels, annotations and the spec of pods to make. */
export interface PodTemplateSpec<Spec = PodSpec> {
  readonly metadata: {
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: Spec;
}
