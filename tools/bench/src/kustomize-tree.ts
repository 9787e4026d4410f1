import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { emitYaml, emitYamlDocuments } from "go-yaml-ts";
import { kustomization } from "kustomize-ts";

/** Texts of files by path. */
export type Files = Readonly<Record<string, string>>;

function thing(name: string): object {
  const spec = { members: 3, storage: { size: "10Gi" } };
  return { apiVersion: "example.com/v1", kind: "Thing", metadata: { name }, spec };
}

/** Four objects that belong together: the Deployment names the ConfigMap. */
function workload(index: number): readonly object[] {
  const name = `app-${index}`;
  const labels = { app: name };
  const env = [{ name: "MODE", value: "fast" }];
  const containers = [{ name: "web", image: "nginx:1.27", env, envFrom: [{ configMapRef: { name } }] }];
  return [
    { apiVersion: "v1", kind: "ConfigMap", metadata: { name }, data: { mode: "fast", size: "1" } },
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name },
      spec: { selector: labels, ports: [{ port: 80 }] },
    },
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name },
      spec: {
        replicas: 2,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers } },
      },
    },
    thing(name),
  ];
}

/** One kustomization of so many objects, with a namespace, a prefix and labels, also in selectors. */
export function objectsTree(count: number): Files {
  const objects = Array.from({ length: Math.ceil(count / 4) }, (_, index) => workload(index)).flat();
  const labels = [{ pairs: { env: "prod" }, includeSelectors: true }];
  return {
    "kustomization.yaml": emitYaml(
      kustomization({ resources: ["all.yaml"], namespace: "prod", namePrefix: "p-", labels }),
    ),
    "all.yaml": emitYamlDocuments(objects.slice(0, count)),
  };
}

/** The directory of an overlay of {@link overlaysTree}. */
export function overlayPath(index: number): string {
  return `over-${index}`;
}

/** So many bases of one custom resource, each with an overlay that sets namespace and labels and patches it. */
export function overlaysTree(count: number): Files {
  const files: Record<string, string> = {};
  for (let index = 0; index < count; index++) {
    const name = `app-${index}`;
    files[`base-${index}/kustomization.yaml`] = emitYaml(kustomization({ resources: ["thing.yaml"] }));
    files[`base-${index}/thing.yaml`] = emitYaml(thing(name));
    files[`${overlayPath(index)}/kustomization.yaml`] = emitYaml(
      kustomization({
        resources: [`../base-${index}`],
        namespace: "prod",
        labels: [{ pairs: { env: "prod" } }],
        patches: [{ path: "patch.yaml" }],
        sortOptions: { order: "fifo" },
      }),
    );
    files[`${overlayPath(index)}/patch.yaml`] = emitYaml({
      apiVersion: "example.com/v1",
      kind: "Thing",
      metadata: { name },
      spec: { members: 5 },
    });
  }
  return files;
}

/** Writes files below a directory. */
export function writeTree(directory: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
}
