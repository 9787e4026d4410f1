import { GROUP } from "@grampus/api";
import { clusterObjectNames, OPERATOR_NAME } from "@grampus/resources";
import type { DataPath } from "../data/data-path.ts";
import { isMap, type PlainObject, type PlainValue } from "../data/plain-data.ts";
import { valueText } from "../data/value-text.ts";
import type { EnvironmentEntry, Fleet } from "../definition/entries.ts";
import { reservedKeyFindings } from "../definition/reserved-keys.ts";
import type { FieldPlace, Finding } from "../findings/finding.ts";
import { builtManifests, type ManifestsHome } from "../render/built-manifests.ts";
import type { Layer } from "../resolve/layers.ts";
import {
  groupOf,
  identityKey,
  type ManifestIdentity,
  type ManifestObject,
  manifestIdentity,
  manifestObjects,
} from "../resolve/manifests.ts";
import type { ResolvedFleet } from "../resolve/resolve.ts";
import { manifestCodes } from "./diagnostics.ts";
import { settingPlace } from "./field-place.ts";

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

const NAME = /^[A-Za-z0-9]([-.:_A-Za-z0-9]{0,251}[A-Za-z0-9])?$/;

interface Problem {
  readonly diagnostic: Finding["diagnostic"];
  /** Where in the object. */
  readonly at: DataPath;
  readonly part: FieldPlace["part"];
}

function unidentified(value: PlainValue): Problem | undefined {
  const object: PlainObject = isMap(value) ? value : {};
  const metadata = isMap(object.metadata) ? object.metadata : {};
  const parts: readonly (readonly [DataPath, PlainValue | undefined])[] = [
    [["apiVersion"], object.apiVersion],
    [["kind"], object.kind],
    [["metadata", "name"], metadata.name],
  ];
  const wrong = parts.find(
    ([path, part]) => typeof part !== "string" || (path.length === 2 && !NAME.test(part)),
  );
  if (wrong === undefined) return undefined;
  const [at, found] = wrong;
  const field = at.join(".");
  const diagnostic = manifestCodes.create("no-object", { field }, { found: valueText(found) });
  return { diagnostic, at, part: "value" };
}

/** Kinds that Grampus makes, or kustomize reads as something else, with what to do instead. */
function foreignKind({ apiVersion, kind }: ManifestIdentity): Problem | undefined {
  const group = groupOf(apiVersion);
  const hint =
    group === GROUP
      ? "describe it in a definition"
      : group === "" && kind === "Namespace"
        ? "name it as the namespace of an environment"
        : group === "apiextensions.k8s.io"
          ? "install it where what needs it is installed"
          : group === "kustomize.config.k8s.io" || (kind.endsWith("List") && kind !== "List")
            ? "write the objects themselves"
            : undefined;
  if (hint === undefined) return undefined;
  const diagnostic = manifestCodes.create("refused-kind", { kind, apiVersion }, { found: kind, hint });
  return { diagnostic, at: ["kind"], part: "value" };
}

function secretData(value: PlainObject): Problem | undefined {
  if (value.kind !== "Secret" || value.apiVersion !== "v1") return undefined;
  const field = ["data", "stringData"].find((key) => {
    const data = value[key];
    return data !== undefined && !(isMap(data) && Object.keys(data).length === 0);
  });
  if (field === undefined) return undefined;
  return { diagnostic: manifestCodes.create("secret-in-git", {}, {}), at: [field], part: "name" };
}

function misplaced(
  holder: Holder,
  value: PlainObject,
  identity: ManifestIdentity,
  isClusterScoped: boolean,
): Problem | undefined {
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

/** Objects that the operator makes for the clusters of an environment, or Grampus for the operator. */
function isMadeByGrampus({ environment }: Holder, { kind, name }: ManifestIdentity): boolean {
  if (kind.startsWith("ClusterRole")) return name === OPERATOR_NAME;
  const made = environment?.clusters.flatMap(({ cluster }) => clusterObjectNames(cluster.name)) ?? [];
  return made.some((object) => object.kind === kind && object.name === name);
}

function objectProblems(
  holder: Holder,
  value: PlainValue,
  isScoped: (identity: ManifestIdentity) => boolean,
): readonly Problem[] {
  const unnamed = unidentified(value);
  const identity = manifestIdentity(value);
  if (unnamed !== undefined || identity === undefined || !isMap(value))
    return unnamed === undefined ? [] : [unnamed];
  const foreign = foreignKind(identity);
  if (foreign !== undefined) return [foreign];
  const metadata = isMap(value.metadata) ? value.metadata : {};
  const taken: Problem | undefined = isMadeByGrampus(holder, identity)
    ? {
        diagnostic: manifestCodes.create("taken-name", identity, {}),
        at: ["metadata", "name"],
        part: "value",
      }
    : undefined;
  const keys = reservedKeyFindings(metadata, { file: "", at: ["metadata"] }).map(
    ({ diagnostic, place }): Problem => ({
      diagnostic,
      at: place !== undefined && "path" in place ? place.path : [],
      part: "name",
    }),
  );
  return [secretData(value), misplaced(holder, value, identity, isScoped(identity)), taken, ...keys].filter(
    (problem) => problem !== undefined,
  );
}

/** Finds objects that are there twice: in one base, or in one namespace of a Kubernetes cluster. */
function duplicateProblems(): (
  holder: Holder,
  identity: ManifestIdentity,
  isClusterScoped: boolean,
) => Problem | undefined {
  const first = new Map<string, string>();
  return ({ environment, layers }, identity, isClusterScoped) => {
    const file = layers.findLast(({ kind }) => kind !== "override")?.file ?? "";
    const place =
      environment === undefined
        ? file
        : `${environment.target} ${isClusterScoped ? "" : environment.namespace}`;
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
  const duplicate = duplicateProblems();
  const findings = holders(fleet, resolved).flatMap((holder): readonly Finding[] => {
    const found = holder.objects.flatMap(({ value, path }): readonly Finding[] => {
      const problems = objectProblems(holder, value, isScoped);
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
