import { GROUP } from "@grampus/api";
import { isUnset } from "@grampus/dsl";
import { emitYaml } from "go-yaml-ts";
import type { DataPath } from "../data/data-path.ts";
import { isMap, type PlainObject, type PlainValue } from "../data/plain-data.ts";
import { valueText } from "../data/value-text.ts";
import { writtenPath } from "../fields/field-name.ts";
import type { Finding } from "../findings/finding.ts";
import { definitionCodes } from "./diagnostics.ts";
import { deletingWord } from "./pruning-words.ts";

/** What a label or annotation of an object that goes through kustomize cannot be called, and why. */
interface ReservedKey {
  readonly isIt: (key: string) => boolean;
  readonly reason: string;
}

function isBelow(key: string, domain: string): boolean {
  const [prefix = ""] = key.includes("/") ? key.split("/") : [];
  return prefix === domain || prefix.endsWith(`.${domain}`);
}

const RESERVED: readonly ReservedKey[] = [
  {
    isIt: (key) => isBelow(key, GROUP),
    reason: `${GROUP}/ is for labels and annotations of Grampus; a definition's owner gives ${GROUP}/owner`,
  },
  {
    isIt: (key) => isBelow(key, "config.kubernetes.io") || isBelow(key, "kustomize.config.k8s.io"),
    reason: "kustomize reads it as an instruction and does not pass it on",
  },
  {
    isIt: (key) => key === "kubectl.kubernetes.io/last-applied-configuration",
    reason: "kubectl writes it itself",
  },
  {
    isIt: (key) => !emitYaml({ [key]: 0 }).startsWith(`${key}:`),
    reason: "YAML does not read it as a text without quotes, and kustomize loses them",
  },
];

interface MetadataPlace {
  readonly file: string;
  /** Where the object with `labels` and `annotations` stands in the file's default export. */
  readonly at: DataPath;
}

function keyFindings(
  value: PlainValue | undefined,
  { file, at }: MetadataPlace,
  what: "label" | "annotation",
): readonly Finding[] {
  if (!isMap(value)) return [];
  return Object.keys(value).flatMap((key): readonly Finding[] => {
    const reserved = isUnset(value) ? undefined : RESERVED.find(({ isIt }) => isIt(key));
    if (reserved === undefined) return [];
    const path = [...at, `${what}s`, key];
    const occurrence = { path: writtenPath(path).join("."), found: key };
    return [
      {
        diagnostic: definitionCodes.create(
          "reserved-key",
          { what, key, reason: reserved.reason },
          occurrence,
        ),
        place: { file, path, part: "name" },
      },
    ];
  });
}

/** Finds labels and annotations whose keys are not the user's to give, in an object that has both as members. */
export function reservedKeyFindings(
  { labels, annotations }: PlainObject,
  place: MetadataPlace,
): readonly Finding[] {
  return [...keyFindings(labels, place, "label"), ...keyFindings(annotations, place, "annotation")];
}

/** Finds labels and annotations of a Cluster by which Argo CD, Flux or Helm would delete it, and its data. */
export function deletingWordFindings(
  { labels, annotations }: PlainObject,
  { file, at }: MetadataPlace,
): readonly Finding[] {
  const found = (what: "label" | "annotation", value: PlainValue | undefined): readonly Finding[] => {
    if (!isMap(value) || isUnset(value)) return [];
    return Object.entries(value).flatMap(([key, said]): readonly Finding[] => {
      const word = typeof said === "string" ? deletingWord(key, said) : undefined;
      if (word === undefined) return [];
      const path = [...at, `${what}s`, key];
      const { reason, allowed } = word;
      const occurrence = { path: writtenPath(path).join("."), found: valueText(said), allowed };
      const diagnostic = definitionCodes.create("deleting-word", { what, key, reason }, occurrence);
      return [{ diagnostic, place: { file, path, part: "value" } }];
    });
  };
  return [...found("label", labels), ...found("annotation", annotations)];
}
