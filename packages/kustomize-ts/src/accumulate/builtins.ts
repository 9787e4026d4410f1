import { mapNode, scalarNode, stringNode } from "go-yaml-ts";
import { fieldSpecsOf } from "../config/config-file.ts";
import { imageTransformer } from "../filters/images.ts";
import { textsTransformer } from "../filters/labels.ts";
import { prefixTransformer, suffixTransformer } from "../filters/names.ts";
import { namespaceTransformer, type SubjectMode } from "../filters/namespace.ts";
import { replicaTransformer } from "../filters/replicas.ts";
import { valueAddTransformer } from "../filters/value-add.ts";
import { generateConfigMap, generateSecret } from "../generate/generate.ts";
import { addNameHashes } from "../generate/hash.ts";
import type { Loader } from "../load/loader.ts";
import { jsonPatchTransformer } from "../patches/json-patch-transform.ts";
import { mergePatchesTransformer, patchTransformer } from "../patches/patches.ts";
import { refuse } from "../refusal.ts";
import { loadReplacements } from "../replacements/load.ts";
import { replacementTransformer } from "../replacements/replacement.ts";
import { type BuildResource, buildResource } from "../resources/resource.ts";
import type { Transformer } from "../step.ts";
import type { GeneratorOptions, Image, Patch, SecretGenerator, Selector } from "../types/kustomization.ts";
import { elementsOf, type Fields, fieldsOf, textIn, textsIn } from "../types/plain-data.ts";
import { isReplacement } from "../types/validate.ts";
import type { PluginConfig } from "./plugin-config.ts";

function selectorIn(fields: Fields | undefined): Selector | undefined {
  return fields === undefined ? undefined : { ...textsIn(fields) };
}

function patchIn(fields: Fields, patchKey: string): Patch {
  const target = selectorIn(fieldsOf(fields.target));
  const options = fieldsOf(fields.options);
  return {
    path: textIn(fields, "path"),
    patch: textIn(fields, patchKey),
    ...(target === undefined ? {} : { target }),
    options: {
      allowNameChange: options?.allowNameChange === true,
      allowKindChange: options?.allowKindChange === true,
    },
  };
}

function imageIn(fields: Fields | undefined): Image {
  return { ...textsIn(fields) };
}

const SUBJECT_MODES: readonly SubjectMode[] = ["defaultOnly", "allServiceAccounts", "none"];

function subjectMode({ fields, occurrence }: PluginConfig): SubjectMode {
  const text = textIn(fields, "setRoleBindingSubjects");
  if (text === "") return "defaultOnly";
  const mode = SUBJECT_MODES.find((known) => known === text);
  if (mode !== undefined) return mode;
  return refuse(
    "invalid-field",
    { reason: "setRoleBindingSubjects is not a mode" },
    { ...occurrence, found: text, allowed: SUBJECT_MODES.join(", ") },
  );
}

function affixTransformers(config: PluginConfig): readonly Transformer[] {
  const { kind, fields, occurrence } = config;
  if (fields.fieldSpecs === undefined) {
    refuse(
      "invalid-field",
      { reason: `the ${kind} has no fieldSpecs` },
      { ...occurrence, path: "fieldSpecs" },
    );
  }
  const specs = fieldSpecsOf(fields.fieldSpecs);
  const prefix = prefixTransformer(textIn(fields, "prefix"), specs, kind);
  const suffix = suffixTransformer(textIn(fields, "suffix"), specs, kind);
  if (kind === "PrefixTransformer") return [prefix];
  return kind === "SuffixTransformer" ? [suffix] : [prefix, suffix];
}

function mergePatches({ fields, kind, occurrence }: PluginConfig, loader: Loader): readonly Transformer[] {
  const paths = elementsOf(fields.paths).map((path) => ({ path: String(path), occurrence }));
  const inline = textIn(fields, "patches");
  const entries = [...paths, ...(inline === "" ? [] : [{ path: inline, occurrence }])];
  if (entries.length === 0)
    refuse("invalid-patch", { reason: `the ${kind} has neither paths nor patches` }, occurrence);
  return [mergePatchesTransformer(entries, loader, kind)];
}

function replacements({ fields, kind, occurrence }: PluginConfig, loader: Loader): readonly Transformer[] {
  const placed = elementsOf(fields.replacements).flatMap((entry) => {
    if (!isReplacement(entry)) {
      return refuse(
        "invalid-replacement",
        { reason: `an entry of the ${kind} is not a replacement` },
        occurrence,
      );
    }
    return loadReplacements(entry, loader, occurrence);
  });
  return [replacementTransformer(placed, kind)];
}

/** The transformers a configured built-in stands for. Refuses what is no transformer. */
export function builtinTransformers(config: PluginConfig, loader: Loader): readonly Transformer[] {
  const { kind, fields, occurrence } = config;
  const specs = fieldSpecsOf(fields.fieldSpecs);
  switch (kind) {
    case "AnnotationsTransformer":
      return [textsTransformer(kind, kind, textsIn(fields.annotations), specs)];
    case "LabelTransformer":
      return [textsTransformer(kind, kind, textsIn(fields.labels), specs)];
    case "NamespaceTransformer": {
      const namespace = textIn(fieldsOf(fields.metadata), "namespace");
      return [
        namespaceTransformer(kind, {
          namespace,
          specs,
          unsetOnly: fields.unsetOnly === true,
          subjects: subjectMode(config),
        }),
      ];
    }
    case "PrefixTransformer":
    case "SuffixTransformer":
    case "PrefixSuffixTransformer":
      return affixTransformers(config);
    case "ImageTagTransformer":
      return [imageTransformer(imageIn(fieldsOf(fields.imageTag)), specs, kind)];
    case "ReplicaCountTransformer": {
      const replica = fieldsOf(fields.replica);
      return [
        replicaTransformer(
          { name: textIn(replica, "name"), count: Number(replica?.count ?? 0) },
          specs,
          occurrence,
          kind,
        ),
      ];
    }
    case "PatchTransformer":
      return [patchTransformer(patchIn(fields, "patch"), loader, occurrence)];
    case "PatchStrategicMergeTransformer":
      return mergePatches(config, loader);
    case "PatchJson6902Transformer":
      return [jsonPatchTransformer(patchIn(fields, "jsonOp"), loader, occurrence, kind)];
    case "ReplacementTransformer":
      return replacements(config, loader);
    case "ValueAddTransformer":
      return [valueAddTransformer(fields, loader, occurrence)];
    case "HashTransformer":
      return [{ name: kind, by: kind, apply: addNameHashes }];
    default:
      return refuse(
        "unsupported-feature",
        { subject: `the built-in ${kind} as a transformer` },
        { ...occurrence, found: kind, hint: "use a built-in whose name ends in Transformer" },
      );
  }
}

function optionsIn(fields: Fields | undefined): GeneratorOptions | undefined {
  if (fields === undefined) return undefined;
  return {
    labels: textsIn(fields.labels),
    annotations: textsIn(fields.annotations),
    disableNameSuffixHash: fields.disableNameSuffixHash === true,
    immutable: fields.immutable === true,
  };
}

function generatorIn(fields: Fields): SecretGenerator {
  const metadata = fieldsOf(fields.metadata);
  const options = optionsIn(fieldsOf(fields.options));
  const list = (key: string): readonly string[] => elementsOf(fields[key]).map(String);
  return {
    name: textIn(fields, "name") || textIn(metadata, "name"),
    namespace: textIn(fields, "namespace") || textIn(metadata, "namespace"),
    behavior: textIn(fields, "behavior"),
    type: textIn(fields, "type"),
    literals: list("literals"),
    files: list("files"),
    envs: list("envs"),
    ...(options === undefined ? {} : { options }),
  };
}

function iamPolicy({ fields, occurrence, resource }: PluginConfig): BuildResource {
  const cloud = textIn(fields, "cloud");
  if (cloud !== "gke") {
    refuse(
      "unsupported-feature",
      { subject: `the cloud ${cloud || "(none)"}` },
      { ...occurrence, path: "cloud", allowed: "gke" },
    );
  }
  const service = fieldsOf(fields.kubernetesService);
  const account = fieldsOf(fields.serviceAccount);
  for (const [path, named] of [
    ["kubernetesService.name", service],
    ["serviceAccount.name", account],
  ] as const) {
    if (textIn(named, "name") === "")
      refuse(
        "invalid-generator",
        { reason: `the IAMPolicyGenerator has no ${path}` },
        { ...occurrence, path },
      );
  }
  const email = `${textIn(account, "name")}@${textIn(account, "projectId")}.iam.gserviceaccount.com`;
  const namespace = textIn(service, "namespace");
  const metadata = mapNode([
    scalarNode("annotations"),
    mapNode([scalarNode("iam.gke.io/gcp-service-account"), stringNode(email)]),
    scalarNode("name"),
    stringNode(textIn(service, "name")),
    ...(namespace === "" ? [] : [scalarNode("namespace"), stringNode(namespace)]),
  ]);
  const node = mapNode([
    scalarNode("apiVersion"),
    stringNode("v1"),
    scalarNode("kind"),
    stringNode("ServiceAccount"),
    scalarNode("metadata"),
    metadata,
  ]);
  return buildResource(node, resource.file);
}

/** The resources a configured built-in generates. Refuses what is no generator. */
export function builtinResources(config: PluginConfig, loader: Loader): readonly BuildResource[] {
  const { kind, fields, resource, occurrence } = config;
  switch (kind) {
    case "ConfigMapGenerator":
      return [generateConfigMap(generatorIn(fields), loader, resource.file, occurrence)];
    case "SecretGenerator":
      return [generateSecret(generatorIn(fields), loader, resource.file, occurrence)];
    case "IAMPolicyGenerator":
      return [iamPolicy(config)];
    default:
      return refuse(
        "unsupported-feature",
        { subject: `the built-in ${kind} as a generator` },
        { ...occurrence, found: kind, allowed: "ConfigMapGenerator, SecretGenerator, IAMPolicyGenerator" },
      );
  }
}
