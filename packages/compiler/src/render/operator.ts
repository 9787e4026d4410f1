import { customResourceDefinitions } from "@grampus/api";
import {
  OPERATOR_NAMESPACE,
  operatorAccess,
  operatorDeployment,
  operatorDisruptionBudget,
  restrictedNamespace,
} from "@grampus/resources";
import manifest from "../../package.json" with { type: "json" };
import { plainCopy } from "../data/plain-copy.ts";
import type { EnvironmentEntry } from "../definition/entries.ts";
import { operatorDirectory } from "../layout.ts";
import { protectedFromPruning } from "../resolve/protection.ts";
import { kustomizationFile, yamlFile } from "./kustomization.ts";

/** The version of the operator that this compiler's output installs: its own. */
const OPERATOR_VERSION: string = manifest.version;

type NamedFile = readonly [file: string, objects: readonly object[]];

function deployedFiles({ platform }: EnvironmentEntry): readonly NamedFile[] {
  const kind = platform.kind === "openshift" ? "openshift" : "kubernetes";
  return [
    ["access.yaml", operatorAccess()],
    ["deployment.yaml", [operatorDeployment({ version: OPERATOR_VERSION, platform: kind })]],
    ["disruption-budget.yaml", [operatorDisruptionBudget()]],
  ];
}

/** Where a file comes from: the CustomResourceDefinitions are the same in every environment. */
function sourceOf(file: string, environmentFile: string): string {
  return file.startsWith("crds/") ? "@grampus/api" : environmentFile;
}

function namespaceFile(name: string): NamedFile {
  return [`namespaces/${name}.yaml`, [restrictedNamespace(name)]];
}

/**
 * The files an environment's Kubernetes cluster needs before any Cluster: its Namespace and, where the environment
 * deploys the operator, the CustomResourceDefinitions and the operator.
 */
export function operatorFiles(
  environment: EnvironmentEntry,
): readonly (readonly [file: string, text: string])[] {
  const { name, file: source, namespace } = environment;
  const directory = operatorDirectory(name);
  const isDeployed = environment.operator === "deploy";
  const definitions = Object.entries(customResourceDefinitions).map(
    ([crd, definition]): NamedFile => [`crds/${crd}.yaml`, [definition]],
  );
  const files: readonly NamedFile[] = isDeployed
    ? [
        namespaceFile(OPERATOR_NAMESPACE),
        namespaceFile(namespace),
        ...definitions,
        ...deployedFiles(environment),
      ]
    : [namespaceFile(namespace)];
  const resources = files.map(([file]) => file);
  return [
    [`${directory}/kustomization.yaml`, kustomizationFile(source, { resources })],
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
