import type { Occurrence } from "@grampus/diagnostics";
import { nodeValue, type YamlValue } from "go-yaml-ts";
import type { Loader } from "../load/loader.ts";
import { parseResources } from "../load/resources.ts";
import { positionOf } from "../position.ts";
import { placed, Refusal, refuse } from "../refusal.ts";
import { apiVersionTextOf, kindOf, nameOf } from "../resources/metadata.ts";
import { joinPaths } from "../resources/origin.ts";
import type { BuildResource } from "../resources/resource.ts";
import type { BuildContext } from "../step.ts";
import { ARGUMENT_SCHEMAS } from "../types/argument-schema.ts";
import { conform } from "../types/conform.ts";
import { type Fields, fieldsOf } from "../types/plain-data.ts";
import { refusingUnwritable } from "./output-resource.ts";
import { type AccumulatePath, emptyAccumulation, type Target } from "./target.ts";

/** A built-in configured as a resource, in `transformers`, `generators` or `validators`. */
export interface PluginConfig {
  readonly kind: string;
  readonly fields: Fields;
  readonly resource: BuildResource;
  readonly occurrence: Occurrence;
  /** Path of the file it stands in, from the directory that is built; empty without tracking. */
  readonly configuredIn: string;
}

/** Names of the fields that hold plugins. */
export type PluginField = "transformers" | "generators" | "validators";

function inlineResources(
  text: string,
  loader: Loader,
  occurrence: Occurrence,
): readonly BuildResource[] | undefined {
  try {
    return parseResources(loader.cache, { text, file: "", occurrence });
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function configOf(
  resource: BuildResource,
  occurrence: Occurrence,
  configuredIn: string,
  context: BuildContext,
): PluginConfig {
  const { node } = resource;
  const kind = kindOf(node);
  const place: Occurrence =
    resource.file === ""
      ? occurrence
      : { ...occurrence, source: { file: resource.file, line: node.line || 1, column: 1 } };
  if (apiVersionTextOf(node) !== "builtin") {
    refuse(
      "unsupported-feature",
      { subject: `the plugin ${kind} ${nameOf(node)}` },
      {
        ...place,
        found: apiVersionTextOf(node),
        allowed: "apiVersion: builtin",
        hint: "plugins and functions run other programs, which is not done here",
      },
    );
  }
  const value = placed(
    () => place,
    () => refusingUnwritable(resource, context, () => nodeValue(node)),
  );
  return { kind, fields: argumentsOf(kind, value, place), resource, occurrence: place, configuredIn };
}

function argumentsOf(kind: string, value: YamlValue, place: Occurrence): Fields {
  const schema = ARGUMENT_SCHEMAS.get(kind);
  if (schema === undefined) return fieldsOf(value) ?? {};
  const conformed = conform(value, schema);
  if (conformed.kind === "conforms") return fieldsOf(conformed.value) ?? {};
  const { path, found, allowed } = conformed.misfit;
  return refuse(
    "invalid-field",
    { reason: `${path.join(".")} of the ${kind} is not ${allowed}` },
    { ...place, path: path.join("."), found, allowed },
  );
}

/** The plugins of a field: inline ones first, then those of files and directories. */
export function pluginConfigs(
  field: PluginField,
  target: Target,
  context: BuildContext,
  accumulatePath: AccumulatePath,
): readonly PluginConfig[] {
  const { file, loader, origin } = target;
  const entries = file.kustomization[field];
  if (entries === undefined) return [];
  const configs: PluginConfig[] = [];
  const paths: { readonly path: string; readonly occurrence: Occurrence }[] = [];
  for (const [index, entry] of entries.entries()) {
    const occurrence = positionOf(file, field, index);
    const inline = inlineResources(entry, loader, occurrence);
    if (inline === undefined) paths.push({ path: entry, occurrence });
    else
      configs.push(
        ...inline.map((resource) => configOf(resource, occurrence, joinPaths(origin, file.name), context)),
      );
  }
  const loaded = emptyAccumulation(context);
  for (const { path, occurrence } of paths) {
    const before = loaded.list.resources.length;
    accumulatePath(loaded, path, target, occurrence, context);
    for (const resource of loaded.list.resources.slice(before)) {
      configs.push(configOf(resource, occurrence, joinPaths(origin, path), context));
    }
  }
  return configs;
}
