import { type Cluster, GROUP } from "@grampus/api";
import { contentDigest } from "../digest.ts";
import type { ConfigMap } from "../kubernetes/index.ts";
import type { Container, PodSpec, PodTemplateSpec } from "../kubernetes/pod-spec.ts";
import { claimTemplateName, secretNames } from "../names.ts";
import { OPTION_FILE } from "./paths.ts";

/**
 * Annotation on a member's pod: what its template was made of, part by part, so that the reason for a restart can be
 * told. It does not count for the revision: a pod without it is as good as one with it.
 */
export const TEMPLATE_PARTS_ANNOTATION = `${GROUP}/template-parts` as const;

/** What the name of a part begins with that is a server variable. */
const VARIABLE = "variable ";

/** One part of a template. */
interface Part {
  /** What the pod gets. */
  readonly value: unknown;
  /** The fields of the spec it was made from; what else it depends on is the operator's, or the platform's. */
  readonly from: unknown;
}

/** What the parts of a template are taken from. */
export interface TemplatePartsInput {
  readonly cluster: Cluster;
  readonly template: Pick<PodTemplateSpec, "spec"> & {
    readonly labels: unknown;
    readonly annotations: unknown;
  };
  /** The files that a member reads when it starts. */
  readonly serverConfig: ConfigMap;
  /** The option file without what the spec's variables say. */
  readonly baseConfiguration: string;
  /** Variables that only a restart changes. */
  readonly restartVariables: Readonly<Record<string, string | number>>;
}

const USER_FILE = "user.cnf";
const DIGITS = 8;

function withoutNamedParts({ image, env, resources, ...rest }: Container): unknown {
  return rest;
}

function withoutConfigName(volumes: PodSpec["volumes"], serverConfig: string): unknown {
  return volumes.map((volume) =>
    "configMap" in volume && volume.configMap.name === serverConfig ? { name: volume.name } : volume,
  );
}

function filesOf({ data }: ConfigMap): { readonly user: unknown; readonly scripts: unknown } {
  const { [OPTION_FILE]: options, [USER_FILE]: user, ...scripts } = data;
  return { user, scripts };
}

function partsOf(input: TemplatePartsInput): Readonly<Record<string, Part>> {
  const { cluster, template, serverConfig, baseConfiguration, restartVariables } = input;
  const { spec: stated = {} } = cluster;
  const { labels, annotations, spec: pod } = template;
  const {
    nodeSelector,
    affinity,
    tolerations,
    topologySpreadConstraints,
    imagePullSecrets,
    priorityClassName,
    securityContext,
    volumes,
    initContainers,
    containers,
    ...other
  } = pod;
  const all = [...(initContainers ?? []), ...containers];
  const { podTemplate } = stated;
  const { user, scripts } = filesOf(serverConfig);
  return {
    image: { value: all.map(({ image }) => image), from: [stated.repository, stated.version] },
    "image pull secret": { value: imagePullSecrets, from: stated.imagePullSecret },
    resources: { value: all.map(({ resources }) => resources), from: stated.resources },
    environment: { value: all.map(({ env }) => env), from: stated.baseServerId },
    "node selector": { value: nodeSelector, from: stated.nodeSelector },
    affinity: { value: affinity, from: stated.affinity },
    tolerations: { value: tolerations, from: stated.tolerations },
    "topology spread": {
      value: topologySpreadConstraints,
      from: podTemplate?.topologySpreadConstraints,
    },
    "priority class": { value: priorityClassName, from: podTemplate?.priorityClassName },
    "security context": { value: securityContext, from: stated.securityContext },
    labels: { value: labels, from: podTemplate?.metadata?.labels },
    annotations: { value: annotations, from: podTemplate?.metadata?.annotations },
    volumes: {
      value: withoutConfigName(volumes, serverConfig.metadata.name),
      from: [secretNames(cluster), claimTemplateName(cluster)],
    },
    "file of spec.config": { value: user, from: [stated.config, user] },
    "operator's options": {
      value: baseConfiguration,
      from: [stated.version, stated.resources?.server, stated.config],
    },
    "operator's scripts": { value: scripts, from: undefined },
    "operator's pod": { value: [other, all.map(withoutNamedParts)], from: claimTemplateName(cluster) },
    ...Object.fromEntries(
      Object.entries(stated.variables ?? {}).map(([name, value]) => [
        `${VARIABLE}${name}`,
        { value: restartVariables[name], from: value },
      ]),
    ),
  };
}

function digest(content: unknown): string {
  return contentDigest(content ?? null).slice(0, DIGITS);
}

/** The text of {@link TEMPLATE_PARTS_ANNOTATION}: for each part, there or not, digests of its value and of its origin. */
export function templateParts(input: TemplatePartsInput): string {
  const parts = Object.entries(partsOf(input));
  return JSON.stringify(
    Object.fromEntries(parts.map(([name, { value, from }]) => [name, [digest(value), digest(from)]])),
  );
}

/** Why a pod is not the one its template makes now. */
export interface TemplateDifference {
  /** The parts that differ, in the order of the template: `image`, `variable back_log`; empty when it cannot be told. */
  readonly reasons: readonly string[];
  /** `operator` when nothing the spec says differs: a new operator or another platform made another template. */
  readonly origin: "spec" | "operator";
}

type Parts = ReadonlyMap<string, readonly [value: string, from: string]>;

function isDigests(value: unknown): value is readonly [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every((item) => typeof item === "string");
}

function readParts(text: string | undefined): Parts | undefined {
  try {
    const found: unknown = JSON.parse(text ?? "null");
    if (typeof found !== "object" || found === null) return undefined;
    const parts = Object.entries(found).flatMap(([name, part]) =>
      isDigests(part) ? [[name, part] as const] : [],
    );
    return parts.length === 0 ? undefined : new Map(parts);
  } catch {
    return undefined;
  }
}

/**
 * Whether a part differs because the spec does. Every part is always written, and every variable of the spec: what only
 * one side has is another operator's, or a variable that the spec says or said.
 */
function isStated(name: string, old: Parts, now: Parts): boolean {
  if (old.has(name) && now.has(name)) return old.get(name)?.[1] !== now.get(name)?.[1];
  return name.startsWith(VARIABLE);
}

/**
 * Compares two texts of {@link templateParts}: the pod's, and that of the template it should be made from. A pod
 * without one was made by an operator that wrote none, so what differs is that operator.
 */
export function templateDifference(before: string | undefined, after: string): TemplateDifference {
  const old = readParts(before);
  const now = readParts(after);
  if (old === undefined || now === undefined) return { reasons: [], origin: "operator" };
  const names = [...new Set([...now.keys(), ...old.keys()])];
  const nothing = digest(undefined);
  const valueIn = (parts: Parts, name: string) => parts.get(name)?.[0] ?? nothing;
  const reasons = names.filter((name) => valueIn(old, name) !== valueIn(now, name));
  const stated = reasons.some((name) => isStated(name, old, now));
  return { reasons, origin: stated ? "spec" : "operator" };
}
