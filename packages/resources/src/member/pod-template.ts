import { baseServerIdOf, type Cluster, REVISION_ANNOTATION } from "@grampus/api";
import { contentDigest } from "../digest.ts";
import type { ConfigMap } from "../kubernetes/index.ts";
import type { Container, EnvironmentVariable, PodTemplateSpec } from "../kubernetes/pod-spec.ts";
import { objectLabels, selectorLabels } from "../labels.ts";
import { MYSQL_PORT, serviceNames } from "../names.ts";
import type { Platform } from "../platform.ts";
import { PATHS } from "./paths.ts";
import { memberAffinity, memberSpread, memberTolerations } from "./scheduling.ts";
import { CONTAINER_SECURITY, podSecurity } from "./security.ts";
import { TEMPLATE_PARTS_ANNOTATION, type TemplatePartsInput, templateParts } from "./template-parts.ts";
import { HOSTS_MOUNT, memberMounts, memberVolumes } from "./volumes.ts";

/** Seconds a member has to hand over, leave the group and shut down: 5+30+17+20+5+30+5 s of preStop, and mysqld's own. */
const GRACE_SECONDS = 170;

function script(name: string): readonly string[] {
  return ["bash", `${PATHS.server}/${name}.sh`];
}

function environment(cluster: Cluster, platform: Platform): readonly EnvironmentVariable[] {
  const { name, namespace = "default" } = cluster.metadata;
  return [
    { name: "POD_NAME", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
    { name: "POD_IP", valueFrom: { fieldRef: { fieldPath: "status.podIP" } } },
    {
      name: "MEMBER_DOMAIN",
      value: `${serviceNames(name).members}.${namespace}.svc.${platform.clusterDomain}`,
    },
    { name: "SERVER_ID_BASE", value: String(baseServerIdOf(cluster.spec)) },
  ];
}

function containers(
  cluster: Cluster,
  platform: Platform,
): { readonly init: Container; readonly server: Container } {
  const { repository = "", version = "", resources } = cluster.spec ?? {};
  const shared = {
    image: `${repository}:${version}`,
    imagePullPolicy: "IfNotPresent",
    env: environment(cluster, platform),
    securityContext: CONTAINER_SECURITY,
    volumeMounts: memberMounts(cluster),
  } as const;
  return {
    init: {
      name: "initialise",
      ...shared,
      command: script("initialise"),
      ...(resources?.agent === undefined ? {} : { resources: resources.agent }),
    },
    server: {
      name: "mysql",
      ...shared,
      volumeMounts: [...shared.volumeMounts, HOSTS_MOUNT],
      command: script("supervise"),
      ports: [{ name: "mysql", containerPort: MYSQL_PORT }],
      ...(resources?.server === undefined ? {} : { resources: resources.server }),
      readinessProbe: {
        exec: { command: script("ready") },
        periodSeconds: 2,
        timeoutSeconds: 3,
        failureThreshold: 2,
      },
      lifecycle: { preStop: { exec: { command: script("pre-stop") } } },
    },
  };
}

/** The files of a member, and what its template tells of them. */
export interface MemberFiles extends Pick<TemplatePartsInput, "baseConfiguration" | "restartVariables"> {
  readonly serverConfig: ConfigMap;
  readonly variablesConfig: ConfigMap;
}

/**
 * The pod of a member. There is no liveness probe: the supervisor answers for crashes, and a clone or a long crash
 * recovery must not be ended by a clock. Annotation `mysql.oracle.com/revision` is the digest of the rest, and
 * {@link TEMPLATE_PARTS_ANNOTATION} tells what it was made of.
 */
export function memberPodTemplate(cluster: Cluster, platform: Platform, files: MemberFiles): PodTemplateSpec {
  const { name } = cluster.metadata;
  const { imagePullSecret, nodeSelector, podTemplate, securityContext } = cluster.spec ?? {};
  const { init, server } = containers(cluster, platform);
  const labels = { ...podTemplate?.metadata?.labels, ...objectLabels(name), ...selectorLabels(name) };
  const annotations = { ...podTemplate?.metadata?.annotations };
  const spec = {
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    terminationGracePeriodSeconds: GRACE_SECONDS,
    ...(podTemplate?.priorityClassName === undefined
      ? {}
      : { priorityClassName: podTemplate.priorityClassName }),
    ...(nodeSelector === undefined ? {} : { nodeSelector }),
    affinity: memberAffinity(cluster),
    tolerations: memberTolerations(cluster),
    topologySpreadConstraints: memberSpread(cluster),
    ...(imagePullSecret === undefined ? {} : { imagePullSecrets: imagePullSecret }),
    securityContext: podSecurity(securityContext, platform),
    initContainers: [init],
    containers: [server],
    volumes: memberVolumes(cluster, files.serverConfig.metadata.name, files.variablesConfig.metadata.name),
  } as const;
  const revision = contentDigest({ labels, annotations, spec });
  const parts = templateParts({ cluster, template: { labels, annotations, spec }, ...files });
  return {
    metadata: {
      labels,
      annotations: { ...annotations, [REVISION_ANNOTATION]: revision, [TEMPLATE_PARTS_ANNOTATION]: parts },
    },
    spec,
  };
}
