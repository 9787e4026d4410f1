import { readFirstDocument } from "go-yaml-ts";
import { loadConfigs } from "../config/config-file.ts";
import { loadCrdConfigs } from "../config/crd-config.ts";
import { defaultConfig, mergeConfig, type TransformerConfig } from "../config/transformer-config.ts";
import type { KustomizationFile } from "../load/kustomization-file.ts";
import { type Loader, requireText } from "../load/loader.ts";
import { positionOf } from "../position.ts";
import { refuse } from "../refusal.ts";
import { openApiSchemas } from "../schema/custom.ts";
import type { BuildContext } from "../step.ts";
import { decodeNode } from "../types/decode.ts";

/**
 * What one kustomization adds to the transformer configuration, in turn: the defaults with its own files, and what its
 * CRDs say.
 */
export function configsOf(file: KustomizationFile, loader: Loader): readonly TransformerConfig[] {
  const { configurations = [], crds = [] } = file.kustomization;
  const own = loadConfigs(configurations, loader, (index) => positionOf(file, "configurations", index));
  return [
    mergeConfig(defaultConfig(), own),
    loadCrdConfigs(crds, loader, (index) => positionOf(file, "crds", index)),
  ];
}

const BUILTIN_VERSION = "v1.21.2";

/** Follows the `openapi` field of a kustomization. The first one of a build that sets schemas wins. */
export function chooseSchemas(file: KustomizationFile, loader: Loader, context: BuildContext): void {
  const { openapi } = file.kustomization;
  if (openapi === undefined) return;
  const occurrence = positionOf(file, "openapi");
  const { path } = openapi;
  const text = path === undefined ? undefined : requireText(loader, path, occurrence);
  if (context.schemasChosen) return;
  if (text === undefined) {
    if (!openapi.version) return;
    if (openapi.version !== BUILTIN_VERSION) {
      refuse(
        "invalid-kustomization",
        { reason: "the OpenAPI version is not built in" },
        { ...occurrence, path: "openapi.version", found: openapi.version, allowed: BUILTIN_VERSION },
      );
    }
    context.schemasChosen = true;
    return;
  }
  if (openapi.version !== undefined) {
    refuse(
      "invalid-kustomization",
      { reason: "openapi has both version and path" },
      { ...occurrence, hint: "keep one of them" },
    );
  }
  const read = readFirstDocument(text.text);
  if (read.kind === "malformed") {
    const { message, line, column } = read.problem;
    refuse("invalid-yaml", { reason: message }, { ...occurrence, source: { file: text.path, line, column } });
  }
  context.schemasChosen = true;
  const document = read.kind === "empty" ? {} : decodeNode(read.node, undefined);
  context.schemas = openApiSchemas(document, context.native);
}
