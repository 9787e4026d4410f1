import type { Occurrence } from "@grampus/diagnostics";
import { type KustomizationFile, loadKustomization } from "../load/kustomization-file.ts";
import { isRemotePath, type Loader, loaderFor, loadFile, refuseRemote } from "../load/loader.ts";
import type { Kustomization } from "../model/kustomization.ts";
import { codes, refuse } from "../refusal.ts";
import { ResourceList } from "../resource/list.ts";
import { parseResources } from "../resource/parse.ts";
import { EMPTY_CONFIG, mergeConfig, type TransformerConfig } from "../transform/config.ts";
import { applyTransformers } from "./apply.ts";
import { configOf } from "./config.ts";
import type { BuildContext } from "./context.ts";
import { placeOf } from "./place.ts";
import { transformersOf } from "./transformers.ts";
import { refuseUnsupported } from "./unsupported.ts";

/** What a kustomization and everything under it comes to. */
export interface Accumulation {
  readonly list: ResourceList;
  config: TransformerConfig;
}

export function emptyAccumulation(context: BuildContext): Accumulation {
  return { list: new ResourceList(context.schemas), config: EMPTY_CONFIG };
}

/** Adds what one entry of `resources` names: a file with resources, or a directory with a kustomization. */
export function accumulatePath(
  into: Accumulation,
  path: string,
  loader: Loader,
  occurrence: Occurrence,
  context: BuildContext,
): void {
  const file = loadFile(loader, path, occurrence);
  if (file.kind === "file") {
    if (typeof file.content !== "string") {
      refuse(
        "invalid-yaml",
        { reason: "the file is not UTF-8 text" },
        { source: { file: file.path, line: 1, column: 1 } },
      );
    }
    into.list.addAll(parseResources(loader.cache, { text: file.content, file: file.path, occurrence }));
    return;
  }
  if (isRemotePath(path)) refuseRemote(path, occurrence);
  const inner = loaderFor(loader, path, occurrence);
  if (inner === undefined) {
    refuse(
      "missing-file",
      { subject: path },
      {
        ...occurrence,
        found: file.path,
        allowed: "a file with resources, or a directory with a kustomization",
      },
    );
  }
  accumulateDirectory(into, inner, "Kustomization", occurrence, context);
}

function checkKind(
  { kustomization, path }: KustomizationFile,
  expected: "Kustomization" | "Component",
): void {
  const component = kustomization.kind === "Component";
  if (component === (expected === "Component")) return;
  refuse(
    "invalid-kustomization",
    { reason: component ? "a Component is named as a resource" : "a Kustomization is named as a component" },
    {
      source: { file: path, line: 1, column: 1 },
      found: kustomization.kind ?? "Kustomization",
      hint: component ? "name it under components" : "name it under resources, or set kind: Component",
    },
  );
}

function accumulateDirectory(
  into: Accumulation,
  loader: Loader,
  expected: "Kustomization" | "Component",
  occurrence: Occurrence,
  context: BuildContext,
): void {
  const file = loadTarget(loader, occurrence, context);
  checkKind(file, expected);
  if (expected === "Component") {
    accumulateTarget(into, file, loader, context);
    return;
  }
  const inner = emptyAccumulation(context);
  accumulateTarget(inner, file, loader, context);
  into.list.addAll(inner.list.resources);
  into.config = mergeConfig(into.config, inner.config);
}

const DEPRECATED: readonly (readonly [keyof Kustomization, string])[] = [
  ["bases", "resources"],
  ["commonLabels", "labels"],
  ["imageTags", "images"],
  ["patchesJson6902", "patches"],
  ["patchesStrategicMerge", "patches"],
  ["vars", "replacements"],
];

function reportDeprecated(file: KustomizationFile, context: BuildContext): void {
  for (const [field, replacement] of DEPRECATED) {
    if (file.kustomization[field] === undefined) continue;
    context.diagnostics.push(
      codes.create(
        "deprecated",
        { subject: field },
        { ...placeOf(file, field), path: field, hint: `use ${replacement}` },
      ),
    );
  }
}

/** Loads the Kustomization of a directory and says what it should not use any more. */
export function loadTarget(loader: Loader, occurrence: Occurrence, context: BuildContext): KustomizationFile {
  const file = loadKustomization(loader, occurrence, (diagnostics) =>
    context.diagnostics.push(...diagnostics),
  );
  refuseUnsupported(file);
  reportDeprecated(file, context);
  return file;
}

/** Runs one kustomization: resources, generators, components, transformers, in this order. */
export function accumulateTarget(
  into: Accumulation,
  file: KustomizationFile,
  loader: Loader,
  context: BuildContext,
): void {
  const { kustomization } = file;
  const paths = [...(kustomization.resources ?? []), ...(kustomization.bases ?? [])];
  for (const [index, path] of paths.entries()) {
    accumulatePath(into, path, loader, placeOf(file, "resources", index), context);
  }
  into.config = mergeConfig(into.config, configOf(file, loader));
  for (const [index, path] of (kustomization.components ?? []).entries()) {
    accumulateComponent(into, path, loader, placeOf(file, "components", index), context);
  }
  applyTransformers(into.list, transformersOf(file, loader, into.config), context);
}

function accumulateComponent(
  into: Accumulation,
  path: string,
  loader: Loader,
  occurrence: Occurrence,
  context: BuildContext,
): void {
  if (isRemotePath(path)) refuseRemote(path, occurrence);
  const inner = loaderFor(loader, path, occurrence);
  if (inner === undefined) {
    refuse("missing-file", { subject: path }, { ...occurrence, allowed: "a directory with a Component" });
  }
  accumulateDirectory(into, inner, "Component", occurrence, context);
}
