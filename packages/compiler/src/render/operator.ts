import { customResourceDefinitions } from "@grampus/api";
import {
  deletionProtection,
  OPERATOR_NAMESPACE,
  operatorAccess,
  operatorDeployment,
  operatorDisruptionBudget,
  protectedFromDeletion,
  restrictedNamespace,
} from "@grampus/resources";
import manifest from "../../package.json" with { type: "json" };
import { plainCopy } from "../data/plain-copy.ts";
import type { EnvironmentEntry } from "../definition/entries.ts";
import { operatorDirectory } from "../layout.ts";
import { manifestObjects } from "../resolve/manifests.ts";
import { protectedFromPruning } from "../resolve/protection.ts";
import { manifestsKustomization } from "./built-manifests.ts";
import { kustomizationFile, yamlFile } from "./kustomization.ts";
import { MANIFESTS_FOLDER, manifestFiles } from "./manifests.ts";

/** The version of the operator that this compiler's output installs: its own. */
const OPERATOR_VERSION: string = manifest.version;

type NamedFile = readonly [file: string, objects: readonly object[]];

function deployedFiles(
  { platform, namespace, operatorOptions: options }: EnvironmentEntry,
  clusters: number,
): readonly NamedFile[] {
  const kind = platform.kind === "openshift" ? "openshift" : "kubernetes";
  const watchedNamespace = options.scope === "namespace" ? namespace : undefined;
  const deployment = operatorDeployment({
    version: OPERATOR_VERSION,
    platform: kind,
    clusters,
    options,
    ...(watchedNamespace === undefined ? {} : { watchedNamespace }),
  });
  return [
    ["access.yaml", operatorAccess(watchedNamespace)],
    ["deletion-protection.yaml", deletionProtection()],
    ["deployment.yaml", [deployment]],
    ...(deployment.spec.replicas === 1
      ? []
      : [["disruption-budget.yaml", [operatorDisruptionBudget()]] as const]),
  ];
}

/** Where a file comes from: the CustomResourceDefinitions are the same in every environment. */
function sourceOf(file: string, environmentFile: string): string {
  return file.startsWith("crds/") ? "@grampus/api" : environmentFile;
}

function namespaceFile(name: string, isProtected: boolean): NamedFile {
  const namespace = restrictedNamespace(name);
  return [`namespaces/${name}.yaml`, [isProtected ? protectedFromDeletion(namespace) : namespace]];
}

/** The environment's own manifests, with the Kustomization that gives them its namespace. */
function environmentManifests(
  environment: EnvironmentEntry,
  files: readonly (readonly [file: string, text: string])[],
): readonly (readonly [file: string, text: string])[] {
  if (files.length === 0) return [];
  const names = files.map(([file]) => file.slice(MANIFESTS_FOLDER.length + 1));
  return [...files, [`${MANIFESTS_FOLDER}/kustomization.yaml`, manifestsKustomization(environment, names)]];
}

/**
 * The files an environment's Kubernetes cluster needs before any Cluster: its Namespace and, where the environment
 * deploys the operator, the CustomResourceDefinitions and the operator; and what the environment brings itself. None
 * when there is nothing of it.
 *
 * @param isProtected whether the Namespace holds a Cluster that is protected from deletion, of this or another environment
 * @param clusters how many clusters there are on its Kubernetes cluster, of this and other environments
 */
export function operatorFiles(
  environment: EnvironmentEntry,
  isProtected: boolean,
  clusters: number,
): readonly (readonly [file: string, text: string])[] {
  const { name, file: source, namespace, isNamespaceShared } = environment;
  const directory = operatorDirectory(name);
  const isDeployed = environment.operator === "deploy";
  const definitions = Object.entries(customResourceDefinitions).map(
    ([crd, definition]): NamedFile => [`crds/${crd}.yaml`, [protectedFromDeletion(definition)]],
  );
  const files: readonly NamedFile[] = [
    ...(isDeployed ? [namespaceFile(OPERATOR_NAMESPACE, false)] : []),
    ...(isNamespaceShared ? [] : [namespaceFile(namespace, isProtected)]),
    ...(isDeployed ? [...definitions, ...deployedFiles(environment, clusters)] : []),
  ];
  const manifests = manifestFiles(source, manifestObjects({ manifests: environment.manifests }));
  if (files.length + manifests.length === 0) return [];
  const resources = [...files.map(([file]) => file), ...(manifests.length === 0 ? [] : [MANIFESTS_FOLDER])];
  return [
    [`${directory}/kustomization.yaml`, kustomizationFile(source, { resources })],
    ...environmentManifests(environment, manifests).map(
      ([file, text]) => [`${directory}/${file}`, text] as const,
    ),
    ...files.map(
      ([file, objects]) =>
        [
          `${directory}/${file}`,
          yamlFile(
            sourceOf(file, source),
            ...objects.map((object) => protectedFromPruning(plainCopy(object))),
          ),
        ] as const,
    ),
  ];
}
