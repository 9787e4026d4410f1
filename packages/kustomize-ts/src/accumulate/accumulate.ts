import type { Occurrence } from "@grampus/diagnostics";
import { defaultConfig, mergeConfig } from "../config/transformer-config.ts";
import { appendReplaceOrMerge } from "../generate/behavior.ts";
import type { KustomizationFile } from "../load/kustomization-file.ts";
import { isRemotePath, type Loader, loaderFor, loadFile, refuseRemote } from "../load/loader.ts";
import { loadKustomization } from "../load/read-kustomization.ts";
import { parseResources } from "../load/resources.ts";
import { positionOf } from "../position.ts";
import { bindVariables, mergeVariables } from "../references/variables.ts";
import { placed, refuse } from "../refusal.ts";
import { joinPaths, noteFile, noteGenerator } from "../resources/origin.ts";
import type { BuildResource } from "../resources/resource.ts";
import type { BuildContext } from "../step.ts";
import { chooseSchemas, configsOf } from "./configuration.ts";
import { refuseUnsupported, reportDeprecated } from "./discouraged-fields.ts";
import { knownPlainBase, noteKinds, readPlainBase } from "./plain-base.ts";
import { generatedResources, pluginResources, pluginTransformers, runValidators } from "./plugins.ts";
import { recordTouches } from "./provenance.ts";
import { type Accumulation, emptyAccumulation, type Target } from "./target.ts";
import { applyTransformers, transformersOf } from "./transformers.ts";

/** The path of a kustomization that another names, from the directory that is built; only told where it is asked for. */
function originBelow(origin: string, path: string, { tracksOrigin }: BuildContext): string {
  return tracksOrigin ? joinPaths(origin, path) : "";
}

/** Adds what one entry of `resources` names: a file with resources, or a directory with a kustomization. */
function accumulatePath(
  into: Accumulation,
  path: string,
  { loader, origin }: Target,
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
    const resources = parseResources(loader.cache, { text: file.content, file: file.path, occurrence });
    noteKinds(resources, context);
    if (context.tracksOrigin) for (const resource of resources) noteFile(resource, joinPaths(origin, path));
    placed(
      () => occurrence,
      () => into.list.addAll(resources),
    );
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
  const under = accumulationUnder(inner, originBelow(origin, path, context), occurrence, context);
  placed(
    () => occurrence,
    () => {
      into.list.addAll(under.resources);
      into.config = mergeConfig(into.config, under.config);
    },
  );
  into.variables = mergeVariables(into.variables, under.variables);
}

/** What the kustomization of another directory comes to. */
function accumulationUnder(
  loader: Loader,
  origin: string,
  occurrence: Occurrence,
  context: BuildContext,
): { readonly resources: readonly BuildResource[] } & Pick<Accumulation, "config" | "variables"> {
  const known = knownPlainBase(loader, context);
  if (known !== undefined) return { resources: known, config: defaultConfig(), variables: [] };
  const target = loadTarget(loader, origin, occurrence, context);
  requireKind(target.file, "Kustomization");
  const plain = readPlainBase(target, context);
  if (plain !== undefined) return { resources: plain, config: defaultConfig(), variables: [] };
  const under = emptyAccumulation(context);
  accumulateTarget(under, target, context);
  const { list, config, variables } = under;
  return { resources: list.resources, config, variables };
}

function requireKind(
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

/** Loads the Kustomization of a directory and says what it should not use any more. */
export function loadTarget(
  loader: Loader,
  origin: string,
  occurrence: Occurrence,
  context: BuildContext,
): Target {
  const file = loadKustomization(loader, occurrence, (diagnostics) =>
    context.diagnostics.push(...diagnostics),
  );
  refuseUnsupported(file);
  reportDeprecated(file, context);
  chooseSchemas(file, loader, context);
  return { file, loader, origin };
}

function accumulateComponent(
  into: Accumulation,
  path: string,
  { loader, origin }: Target,
  occurrence: Occurrence,
  context: BuildContext,
): void {
  if (isRemotePath(path)) refuseRemote(path, occurrence);
  const inner = loaderFor(loader, path, occurrence);
  if (inner === undefined) {
    refuse("missing-file", { subject: path }, { ...occurrence, allowed: "a directory with a Component" });
  }
  const target = loadTarget(inner, originBelow(origin, path, context), occurrence, context);
  requireKind(target.file, "Component");
  accumulateTarget(into, target, context);
}

function generate(into: Accumulation, target: Target, context: BuildContext): void {
  const { file, loader, origin } = target;
  for (const { resource, builtin, occurrence } of generatedResources(file, loader)) {
    if (context.tracksOrigin) {
      noteGenerator(resource, {
        configuredIn: joinPaths(origin, file.name),
        apiVersion: "builtin",
        kind: builtin,
      });
    }
    const by = builtin === "ConfigMapGenerator" ? "configMapGenerator" : "secretGenerator";
    const author = { file: file.path, by, entry: occurrence.path ?? by };
    recordTouches(
      into.list,
      () => author,
      context,
      () => appendReplaceOrMerge(into.list, resource, context, occurrence),
    );
  }
  for (const { resource, occurrence } of pluginResources(target, context, accumulatePath)) {
    appendReplaceOrMerge(into.list, resource, context, occurrence);
  }
}

/** Runs one kustomization: resources, generators, components, transformers, validators, in this order. */
export function accumulateTarget(into: Accumulation, target: Target, context: BuildContext): void {
  const { file, loader } = target;
  const { resources, bases, components, vars } = file.kustomization;
  resources?.forEach((path, index) => {
    accumulatePath(into, path, target, positionOf(file, "resources", index), context);
  });
  bases?.forEach((path, index) => {
    accumulatePath(into, path, target, positionOf(file, "bases", index), context);
  });
  placed(
    () => positionOf(file, "configurations"),
    () => {
      into.config = configsOf(file, loader).reduce(mergeConfig, into.config);
    },
  );
  generate(into, target, context);
  components?.forEach((path, index) => {
    accumulateComponent(into, path, target, positionOf(file, "components", index), context);
  });
  applyTransformers(into.list, transformersOf(file, loader, into.config), target, context);
  applyTransformers(into.list, pluginTransformers(target, context, accumulatePath), target, context);
  runValidators(into.list, target, context, accumulatePath);
  if (vars === undefined) return;
  const variables = vars.map((variable, index) => ({
    variable,
    occurrence: positionOf(file, "vars", index),
  }));
  bindVariables(into.list, variables);
  into.variables = mergeVariables(into.variables, variables);
}
