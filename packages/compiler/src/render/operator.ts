import { customResourceDefinitions } from "@grampus/api";
import type { YamlValue } from "kustomize-ts";
import type { EnvironmentEntry } from "../definition/entries.ts";
import { plainObject } from "../resolve/plain-object.ts";
import { kustomizationFile, yamlFile } from "./kustomization.ts";

/** The Namespace the operator runs in. */
const OPERATOR_NAMESPACE = "grampus-system";

/** Path of what an environment installs before its clusters, relative to the fleet's root. */
function operatorDirectory(environment: string): string {
  return `environments/${environment}/operator`;
}

/** A Namespace whose pods have to meet the Pod Security level `restricted`. */
function restrictedNamespace(name: string): YamlValue {
  return {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: {
      name,
      labels: {
        "app.kubernetes.io/managed-by": "grampus",
        "pod-security.kubernetes.io/enforce": "restricted",
        "pod-security.kubernetes.io/enforce-version": "latest",
        "pod-security.kubernetes.io/warn": "restricted",
        "pod-security.kubernetes.io/warn-version": "latest",
      },
    },
  };
}

/**
 * The files an environment's Kubernetes cluster needs before any Cluster: Namespaces and, where the environment
 * deploys the operator, the CustomResourceDefinitions.
 */
export function operatorFiles(
  environment: EnvironmentEntry,
): readonly (readonly [file: string, text: string])[] {
  const { name, file: source, namespace } = environment;
  const isDeployed = environment.operator === "deploy";
  const namespaces = isDeployed ? [OPERATOR_NAMESPACE, namespace] : [namespace];
  const files: (readonly [string, string])[] = namespaces.map((namespaceName) => [
    `namespaces/${namespaceName}.yaml`,
    yamlFile(source, restrictedNamespace(namespaceName)),
  ]);
  if (isDeployed) {
    for (const [crd, definition] of Object.entries(customResourceDefinitions)) {
      files.push([`crds/${crd}.yaml`, yamlFile("@grampus/api", plainObject(definition))]);
    }
  }
  const resources = files.map(([file]) => file);
  const directory = operatorDirectory(name);
  return [["kustomization.yaml", kustomizationFile(source, { resources })] as const, ...files].map(
    ([file, text]): readonly [string, string] => [`${directory}/${file}`, text],
  );
}
