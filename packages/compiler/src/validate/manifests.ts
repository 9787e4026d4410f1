import { clusterObjectNames, OPERATOR_NAME } from "@grampus/resources";
import { valueAt } from "../data/data-path.ts";
import { isMap, type PlainObject, type PlainValue } from "../data/plain-data.ts";
import { valueText } from "../data/value-text.ts";
import type { EnvironmentEntry, Fleet } from "../definition/entries.ts";
import { reservedKeyFindings } from "../definition/reserved-keys.ts";
import type { Finding } from "../findings/finding.ts";
import { builtManifests, type ManifestsHome } from "../render/built-manifests.ts";
import type { Layer } from "../resolve/layers.ts";
import {
  identityKey,
  type ManifestIdentity,
  type ManifestObject,
  manifestIdentity,
  manifestObjects,
} from "../resolve/manifests.ts";
import type { ResolvedFleet } from "../resolve/resolve.ts";
import { manifestCodes } from "./diagnostics.ts";
import { settingPlace } from "./field-place.ts";
import { contentProblems, type ManifestProblem, notAManifest } from "./manifest-object.ts";

/** The manifests of a cluster or an environment, in an environment or as a base has them. */
interface Holder {
  readonly of: "cluster" | "environment";
  /** Absent for a base. */
  readonly environment?: EnvironmentEntry;
  readonly objects: readonly ManifestObject[];
  readonly layers: readonly Layer[];
}

function holders(fleet: Fleet, { bases, overlays }: ResolvedFleet): readonly Holder[] {
  const environments = [...fleet.environments.values()].map((environment): Holder => {
    const { file, manifests } = environment;
    const layers: readonly Layer[] = [{ kind: "environment", settings: { manifests }, file, at: [] }];
    return { of: "environment", environment, objects: manifestObjects({ manifests }), layers };
  });
  const ofBases = [...bases.values()].map(
    ({ manifests, layers }): Holder => ({ of: "cluster", objects: manifests, layers }),
  );
  const ofOverlays = overlays.map(
    ({ environment, manifests, layers }): Holder => ({
      of: "cluster",
      environment,
      objects: manifests,
      layers,
    }),
  );
  return [...environments, ...ofBases, ...ofOverlays].filter(({ objects }) => objects.length > 0);
}

const ANYWHERE: ManifestsHome = { name: "any", file: "any", namespace: "any" };

/** Tells kinds that are in no namespace, as kustomize knows them; a kind it does not know is in one. */
function clusterScopes(): (identity: ManifestIdentity) => boolean {
  const known = new Map<string, boolean>();
  return ({ apiVersion, kind }) => {
    const key = `${apiVersion} ${kind}`;
    const isKnown = known.get(key);
    if (isKnown !== undefined) return isKnown;
    const value = { apiVersion, kind, metadata: { name: "any" } };
    const result = builtManifests(ANYWHERE, [{ file: "any", index: 0, path: [], value }]);
    const metadata = result.kind === "built" ? result.objects[0]?.metadata : undefined;
    const isClusterScoped = isMap(metadata) && metadata.namespace === undefined;
    known.set(key, isClusterScoped);
    return isClusterScoped;
  };
}

function misplaced(
  holder: Holder,
  value: PlainObject,
  identity: ManifestIdentity,
  isClusterScoped: boolean,
): ManifestProblem | undefined {
  const { kind } = identity;
  if (holder.of === "cluster" && isClusterScoped) {
    return {
      diagnostic: manifestCodes.create("cluster-scoped", { kind }, { found: kind }),
      at: ["kind"],
      part: "value",
    };
  }
  const namespace = isMap(value.metadata) ? value.metadata.namespace : undefined;
  const own = holder.environment?.namespace;
  if (namespace === undefined || own === undefined || (!isClusterScoped && namespace === own))
    return undefined;
  const allowed = isClusterScoped ? "nothing" : own;
  const occurrence = { found: valueText(namespace), allowed };
  return {
    diagnostic: manifestCodes.create("other-namespace", { kind }, occurrence),
    at: ["metadata", "namespace"],
    part: "value",
  };
}

const OWN_SECRET =
  "give it another name; a definition names a Secret of its own as rootPasswordSecret or tlsSecret";

/** The kind that an object has, or becomes under its own name. */
function madeKind(kind: string): string {
  return ["ExternalSecret", "SealedSecret"].includes(kind) ? "Secret" : kind;
}

function namespaceText({ target, namespace }: EnvironmentEntry): string {
  return `${target} ${namespace}`;
}

/** Tells objects that the operator makes for the clusters of a namespace, or Grampus for the operator. */
function madeByGrampus({ overlays }: ResolvedFleet): (holder: Holder, identity: ManifestIdentity) => boolean {
  const made = new Set(
    overlays.flatMap(({ environment, cluster, stated }) => {
      const named = {
        root: valueAt(stated, ["spec", "rootPasswordSecret", "name"]) !== undefined,
        certificate: valueAt(stated, ["spec", "sslSecret", "name"]) !== undefined,
      };
      return clusterObjectNames(cluster.name, named).map(
        ({ kind, name }) => `${namespaceText(environment)} ${kind}/${name}`,
      );
    }),
  );
  return ({ environment }, { kind, name }) => {
    if (kind.startsWith("ClusterRole")) return name === OPERATOR_NAME;
    return environment !== undefined && made.has(`${namespaceText(environment)} ${madeKind(kind)}/${name}`);
  };
}

interface Rules {
  readonly isScoped: (identity: ManifestIdentity) => boolean;
  readonly isMade: (holder: Holder, identity: ManifestIdentity) => boolean;
}

function objectProblems(
  holder: Holder,
  value: PlainValue,
  { isScoped, isMade }: Rules,
): readonly ManifestProblem[] {
  const whole = notAManifest(value);
  const identity = manifestIdentity(value);
  if (whole !== undefined || identity === undefined || !isMap(value))
    return whole === undefined ? [] : [whole];
  const metadata = isMap(value.metadata) ? value.metadata : {};
  const kind = madeKind(identity.kind);
  const taken: ManifestProblem | undefined = isMade(holder, identity)
    ? {
        diagnostic: manifestCodes.create(
          "taken-name",
          { ...identity, kind },
          kind === "Secret" ? { hint: OWN_SECRET } : {},
        ),
        at: ["metadata", "name"],
        part: "value",
      }
    : undefined;
  const keys = reservedKeyFindings(metadata, { file: "", at: ["metadata"] }).map(
    ({ diagnostic, place }): ManifestProblem => ({
      diagnostic,
      at: place !== undefined && "path" in place ? place.path : [],
      part: "name",
    }),
  );
  return [
    ...contentProblems(value),
    ...[misplaced(holder, value, identity, isScoped(identity)), taken].filter(
      (problem) => problem !== undefined,
    ),
    ...keys,
  ];
}

/** Finds objects that are there twice: in one base, or in one namespace of a Kubernetes cluster. */
function duplicateProblems(): (
  holder: Holder,
  identity: ManifestIdentity,
  isClusterScoped: boolean,
) => ManifestProblem | undefined {
  const first = new Map<string, string>();
  return ({ environment, layers }, identity, isClusterScoped) => {
    const file = layers.findLast(({ kind }) => kind !== "override")?.file ?? "";
    const place =
      environment === undefined ? file : isClusterScoped ? environment.target : namespaceText(environment);
    const key = `${place} ${identityKey(identity)}`;
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, file);
      return undefined;
    }
    const related = [{ message: "the first one", source: { file: earlier, line: 1, column: 1 } }];
    return {
      diagnostic: manifestCodes.create("duplicate", identity, { related }),
      at: ["metadata", "name"],
      part: "value",
    };
  };
}

/** Each finding once: what a cluster's definition says is wrong in its base and in every environment. */
function withoutRepetition(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}

/**
 * Finds objects among manifests that are none, are Grampus's to make, would leave the environment's namespace, hold
 * secrets, or are there twice.
 */
export function manifestFindings(fleet: Fleet, resolved: ResolvedFleet): readonly Finding[] {
  const isScoped = clusterScopes();
  const rules: Rules = { isScoped, isMade: madeByGrampus(resolved) };
  const duplicate = duplicateProblems();
  const findings = holders(fleet, resolved).flatMap((holder): readonly Finding[] => {
    const found = holder.objects.flatMap(({ value, path }): readonly Finding[] => {
      const problems = objectProblems(holder, value, rules);
      const identity = manifestIdentity(value);
      const twice =
        problems.length > 0 || identity === undefined
          ? undefined
          : duplicate(holder, identity, isScoped(identity));
      return [...problems, ...(twice === undefined ? [] : [twice])].map(({ diagnostic, at, part }) => ({
        diagnostic: { ...diagnostic, path: [...path, ...at].join(".") },
        place: settingPlace(holder.layers, [...path, ...at], part),
      }));
    });
    const result =
      found.length > 0 ? undefined : builtManifests(holder.environment ?? ANYWHERE, holder.objects);
    if (result?.kind !== "refused") return found;
    const { reason } = result;
    return [
      {
        diagnostic: manifestCodes.create("unbuildable", { reason }, { path: "manifests" }),
        place: settingPlace(holder.layers, ["manifests"], "name"),
      },
    ];
  });
  return withoutRepetition(findings);
}
