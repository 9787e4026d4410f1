import { API_VERSION, applicationHealthLua, CLUSTER_KIND, clusterHealthLua } from "@grampus/api";
import type { ArgoCdSettings, FluxSettings } from "@grampus/dsl";
import { ENVIRONMENT_LABEL } from "@grampus/dsl/field-map";
import { plainCopy } from "../data/plain-copy.ts";
import { isMap } from "../data/plain-data.ts";
import { argoCdFiles } from "../delivery/argocd.ts";
import type { DeliveredEnvironment, DeliveryFile } from "../delivery/delivered.ts";
import { fluxFiles, fluxShards } from "../delivery/flux.ts";
import { schemaFaults } from "../delivery/schema-faults.ts";
import { CompilerFault } from "../fault.ts";
import {
  argoCdSettingsDirectory,
  gitopsDirectory,
  overlayDirectory,
  shardDirectory,
  wayToRoot,
} from "../layout.ts";
import { kustomizationFile, yamlFile } from "./kustomization.ts";

type TextFile = readonly [file: string, text: string];

/**
 * What Argo CD has to know of health, as a part of its own ConfigMap. It is in a folder beside the other objects and not
 * among them: who deletes those must not delete Argo CD's settings.
 */
function healthSettings({ namespace = "argocd" }: ArgoCdSettings): object {
  const [group] = API_VERSION.split("/");
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: {
      name: "argocd-cm",
      namespace,
      labels: { "app.kubernetes.io/name": "argocd-cm", "app.kubernetes.io/part-of": "argocd" },
    },
    data: {
      [`resource.customizations.health.${group}_${CLUSTER_KIND}`]: clusterHealthLua(),
      "resource.customizations.health.argoproj.io_Application": applicationHealthLua(),
    },
  };
}

function folder(
  { environment }: DeliveredEnvironment,
  directory: string,
  files: readonly DeliveryFile[],
  labels: Readonly<Record<string, string>>,
): readonly TextFile[] {
  const resources = files.map(([file]) => file).sort();
  const pairs =
    Object.keys(labels).length === 0 ? {} : { labels: [{ pairs: labels, includeSelectors: false }] };
  return [
    [`${directory}/kustomization.yaml`, kustomizationFile(environment.file, { resources, ...pairs })],
    ...files.map(
      ([file, object]): TextFile => [`${directory}/${file}`, yamlFile(environment.file, plainCopy(object))],
    ),
  ];
}

/** The objects, if the API servers with the controllers' definitions would take them as they are. */
function judged(directory: string, files: readonly DeliveryFile[]): readonly DeliveryFile[] {
  for (const [file, object] of files) {
    const value = plainCopy(object);
    const faults = isMap(value) ? schemaFaults(value) : [];
    if (faults.length === 0) continue;
    const reasons = faults.map(({ message }) => message).join("; ");
    throw new CompilerFault("self-check-failed", `the output ${directory}/${file} is wrong: ${reasons}`, {
      hint: "this is a bug of Grampus; nothing was written; please report it with the definitions",
    });
  }
  return files;
}

/** The folders that shards are built from: nothing but lists of overlays. */
function shardFiles(delivered: DeliveredEnvironment, settings: FluxSettings): readonly TextFile[] {
  const { name: environment, file } = delivered.environment;
  return fluxShards(delivered, settings).map(({ name, clusters }): TextFile => {
    const directory = shardDirectory(environment, name);
    const resources = clusters.map(
      (cluster) => `${wayToRoot(directory)}/${overlayDirectory(environment, cluster)}`,
    );
    return [`${directory}/kustomization.yaml`, kustomizationFile(file, { resources })];
  });
}

/** The files by which Flux or Argo CD deliver an environment; none when its definition names neither. */
export function deliveryFiles(delivered: DeliveredEnvironment): readonly TextFile[] {
  const { delivery, name } = delivered.environment;
  if (delivery === undefined) return [];
  const directory = gitopsDirectory(name);
  const labels = { [ENVIRONMENT_LABEL]: name };
  if (delivery.kind === "flux") {
    const files = judged(directory, fluxFiles(delivered, delivery.settings));
    return [...folder(delivered, directory, files, labels), ...shardFiles(delivered, delivery.settings)];
  }
  const health: readonly DeliveryFile[] = [["argocd-cm.yaml", healthSettings(delivery.settings)]];
  return [
    ...folder(delivered, directory, judged(directory, argoCdFiles(delivered, delivery.settings)), labels),
    ...folder(delivered, argoCdSettingsDirectory(name), health, {}),
  ];
}
