import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type ApiServer, answerText, apiServerIsMissing, startApiServer } from "@grampus/apiserver-testing";
import { render } from "@grampus/compiler";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { ENVIRONMENTS, OVERLAYS, REPOSITORY } from "./repository.ts";

interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

interface Definition extends KubernetesObject {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly plural: string };
    readonly versions: readonly { readonly name: string }[];
  };
}

function isDefinition(object: KubernetesObject): object is Definition {
  return object.kind === "CustomResourceDefinition" && "spec" in object;
}

function isKubernetesObject(value: unknown): value is KubernetesObject {
  return typeof value === "object" && value !== null && "kind" in value && "metadata" in value;
}

function committedObjects(directory: string): readonly KubernetesObject[] {
  const absolute = path.join(REPOSITORY, directory);
  return readdirSync(absolute)
    .sort()
    .filter((file) => file.endsWith(".yaml") && file !== "kustomization.yaml")
    .flatMap((file) => parseAllDocuments(readFileSync(path.join(absolute, file), "utf8")))
    .map((document): unknown => document.toJS())
    .filter(isKubernetesObject);
}

function field(body: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    body,
  );
}

/** A create stores no status; the first write after it stores the schema's default, which every read showed before. */
function withoutResourceVersion(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body, (key, value) => (key === "resourceVersion" ? undefined : value)));
}

async function renderedObject(environment: string, cluster: string): Promise<KubernetesObject> {
  const rendered = await render({ root: REPOSITORY, selection: { environment, cluster } });
  const object = rendered.kind === "rendered" ? rendered.overlays[0]?.objects[0] : undefined;
  if (!isKubernetesObject(object)) throw new RangeError(`${environment}/${cluster} does not render`);
  return object;
}

describe.skipIf(apiServerIsMissing())("the committed fleet on an API server", () => {
  let server: ApiServer;

  beforeAll(async () => {
    server = await startApiServer();
  });

  afterAll(async () => {
    await server.stop();
  });

  test.each(ENVIRONMENTS)(
    "the operator folder of %s is accepted, and again without a change",
    async (environment) => {
      for (const namespace of committedObjects(`environments/${environment}/operator/namespaces`)) {
        const first = await server.apply(namespace);
        expect([200, 201], answerText(first)).toContain(first.status);
        const second = await server.apply(namespace);
        expect(field(second.body, "metadata", "resourceVersion")).toBe(
          field(first.body, "metadata", "resourceVersion"),
        );
        expect(field(first.body, "metadata", "labels", "pod-security.kubernetes.io/enforce")).toBe(
          "restricted",
        );
      }
      const definitions = committedObjects(`environments/${environment}/operator/crds`).filter(isDefinition);
      expect(definitions.map(({ metadata }) => metadata.name)).toContain("clusters.mysql.oracle.com");
      await server.applyDefinitions(definitions);
      for (const definition of definitions) {
        const before = await server.get(definition);
        const again = await server.apply(definition);
        expect(field(again.body, "metadata", "generation")).toBe(
          field(before.body, "metadata", "generation"),
        );
      }
      const own = committedObjects(`environments/${environment}/operator`);
      expect(own.map(({ kind }) => kind)).toContain("Deployment");
      for (const object of own) {
        const first = await server.apply(object);
        expect([200, 201], answerText(first)).toContain(first.status);
        const second = await server.apply(object);
        expect(field(second.body, "metadata", "resourceVersion")).toBe(
          field(first.body, "metadata", "resourceVersion"),
        );
      }
    },
  );

  test.each(OVERLAYS)(
    "$directory is accepted, stored as rendered, and a second apply changes nothing",
    async ({ environment, cluster }) => {
      const object = await renderedObject(environment, cluster);
      const first = await server.apply(object);
      expect(first.status, answerText(first)).toBe(201);
      expect(field(first.body, "spec")).toEqual(field(object, "spec"));
      const second = await server.apply(object);
      expect(second.status, answerText(second)).toBe(200);
      expect(withoutResourceVersion(second.body)).toEqual(withoutResourceVersion(first.body));
      const third = await server.apply(object);
      expect(field(third.body, "metadata", "resourceVersion")).toBe(
        field(second.body, "metadata", "resourceVersion"),
      );
    },
  );
});
