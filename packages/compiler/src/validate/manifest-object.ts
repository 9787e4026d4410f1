import { GROUP } from "@grampus/api";
import type { DataPath } from "../data/data-path.ts";
import { isMap, type PlainObject, type PlainValue } from "../data/plain-data.ts";
import { valueText } from "../data/value-text.ts";
import type { FieldPlace, Finding } from "../findings/finding.ts";
import { groupOf } from "../resolve/manifests.ts";
import { manifestCodes } from "./diagnostics.ts";

/** What is wrong with an object among manifests, before anyone has looked up where that is written. */
export interface ManifestProblem {
  readonly diagnostic: Finding["diagnostic"];
  /** Where in the object. */
  readonly at: DataPath;
  readonly part: FieldPlace["part"];
}

const KIND = /^[A-Z][A-Za-z0-9]{0,62}$/;
const NAME = /^[A-Za-z0-9]([-.:_A-Za-z0-9]{0,251}[A-Za-z0-9])?$/;
/** Kubernetes' core, its groups without a domain, and those of everybody else, which have one. */
const API_VERSION =
  /^(v1|((apps|autoscaling|batch|extensions|policy)|[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+)\/[a-z]([-a-z0-9]*[a-z0-9])?)$/;

interface IdentifyingField {
  readonly path: readonly string[];
  readonly pattern: RegExp;
  readonly allowed: string;
}

const IDENTIFYING: readonly IdentifyingField[] = [
  {
    path: ["apiVersion"],
    pattern: API_VERSION,
    allowed: "v1, or a group and a version such as apps/v1 or cert-manager.io/v1",
  },
  { path: ["kind"], pattern: KIND, allowed: "a kind as Kubernetes writes it, such as ConfigMap" },
  { path: ["metadata", "name"], pattern: NAME, allowed: "a name of letters, digits, '-', '.', '_' and ':'" },
];

function unidentified(object: PlainObject): ManifestProblem | undefined {
  const metadata = isMap(object.metadata) ? object.metadata : {};
  for (const { path, pattern, allowed } of IDENTIFYING) {
    const [field = "", inMetadata] = path;
    const found = inMetadata === undefined ? object[field] : metadata[inMetadata];
    if (typeof found === "string" && pattern.test(found)) continue;
    const occurrence = { found: valueText(found), allowed };
    const diagnostic = manifestCodes.create("no-object", { field: path.join(".") }, occurrence);
    return { diagnostic, at: path, part: "value" };
  }
  return undefined;
}

const HOLDS_DATA: readonly string[] = ["PersistentVolume", "PersistentVolumeClaim"];

/** What to do instead of a kind that Grampus makes, that holds data, or that stands for other objects. */
function insteadOf(group: string, kind: string): string | undefined {
  if (kind.endsWith("List") || group === "kustomize.config.k8s.io") {
    return "write each object as a manifest of its own, or several as a list [ ... ] or the documents of a YAML file";
  }
  if (group === GROUP) return "describe it in a definition";
  if (group === "apiextensions.k8s.io") return "install it where what needs it is installed";
  if (group !== "") return undefined;
  if (kind === "Namespace") return "name it as the namespace of an environment";
  return HOLDS_DATA.includes(kind)
    ? "it holds data, and what prunes objects that left Git would delete it: make it outside of the fleet"
    : undefined;
}

function foreignKind({ apiVersion, kind }: PlainObject): ManifestProblem | undefined {
  if (typeof apiVersion !== "string" || typeof kind !== "string") return undefined;
  const hint = insteadOf(groupOf(apiVersion), kind);
  if (hint === undefined) return undefined;
  const diagnostic = manifestCodes.create("refused-kind", { kind, apiVersion }, { found: kind, hint });
  return { diagnostic, at: ["kind"], part: "value" };
}

function secretData(object: PlainObject): ManifestProblem | undefined {
  const { kind } = object;
  const field = ["data", "stringData"].find((key) => {
    const data = object[key];
    const isSecret = key === "stringData" || kind === "Secret";
    return isSecret && data !== undefined && !(isMap(data) && Object.keys(data).length === 0);
  });
  if (field === undefined) return undefined;
  const diagnostic = manifestCodes.create("secret-in-git", { kind: String(kind), field }, {});
  return { diagnostic, at: [field], part: "name" };
}

/** The keys by which a strategic merge patch says what is to be done with the object it is laid over. */
const DIRECTIVE = /^\$(patch$|retainKeys$|setElementOrder\/|deleteFromPrimitiveList\/)/;

function directives(value: PlainValue, at: DataPath = []): readonly ManifestProblem[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: PlainValue, index) => directives(item, [...at, index]));
  }
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, member]): readonly ManifestProblem[] =>
    DIRECTIVE.test(key)
      ? [{ diagnostic: manifestCodes.create("directive", { key }, {}), at: [...at, key], part: "name" }]
      : directives(member, [...at, key]),
  );
}

/** Finds why a value is no object that may be a manifest anywhere; nothing else is worth a look then. */
export function notAManifest(value: PlainValue): ManifestProblem | undefined {
  const object = isMap(value) ? value : {};
  return foreignKind(object) ?? unidentified(object);
}

/** Finds what must not stand in a manifest wherever it goes: secrets, and what only a patch can say. */
export function contentProblems(object: PlainObject): readonly ManifestProblem[] {
  const secret = secretData(object);
  return [...(secret === undefined ? [] : [secret]), ...directives(object)];
}
