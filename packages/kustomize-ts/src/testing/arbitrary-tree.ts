import fc from "fast-check";
import { emitYamlDocuments, type YamlValue } from "go-yaml-ts";
import { type Keys, yamlMap } from "go-yaml-ts/testing";
import { FRAGMENTS } from "./cases/combinations.ts";
import { ZOO } from "./cases/zoo.ts";
import type { CorpusCase } from "./corpus-case.ts";

const ANIMALS = ZOO.split("---\n");

function topKey(fragment: string): string {
  return fragment.slice(0, fragment.indexOf(":"));
}

/** Some fragments of a Kustomization, no two with the same field, in any order. */
function fragments(): fc.Arbitrary<string> {
  return fc
    .shuffledSubarray(Object.values(FRAGMENTS), { maxLength: 6 })
    .map((chosen) =>
      chosen
        .filter(
          (fragment, index) => chosen.findIndex((other) => topKey(other) === topKey(fragment)) === index,
        )
        .join(""),
    );
}

interface Layer {
  readonly fields: string;
  readonly component: boolean;
}

function layer(): fc.Arbitrary<Layer> {
  return fc.record({ fields: fragments(), component: fc.boolean() });
}

function treeOf(animals: readonly string[], layers: readonly Layer[]): CorpusCase {
  const files: Record<string, string> = { "l0/zoo.yaml": animals.join("---\n") };
  for (const [index, { fields, component }] of layers.entries()) {
    const base = index === 0 ? "resources:\n- zoo.yaml\n" : `resources:\n- ../l${index - 1}\n`;
    const uses = component && index > 0;
    files[`l${index}/kustomization.yaml`] = base + (uses ? `components:\n- ../c${index}\n` : fields);
    if (!uses) continue;
    files[`c${index}/kustomization.yaml`] =
      `apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n${fields || "nameSuffix: -c\n"}`;
  }
  return { name: "random", files, directory: `l${layers.length - 1}` };
}

/** All kinds of resources, which every field finds what it wants in, or some of them. */
function animals(): fc.Arbitrary<readonly string[]> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.shuffledSubarray(ANIMALS, { minLength: ANIMALS.length }) },
    { weight: 1, arbitrary: fc.shuffledSubarray(ANIMALS, { minLength: 1 }) },
  );
}

/** Trees of one to four layers over resources of every kind; most can be built, some are refused. */
export function kustomizeTree(): fc.Arbitrary<CorpusCase> {
  return fc
    .tuple(animals(), fc.array(layer(), { minLength: 1, maxLength: 4 }))
    .map(([chosen, layers]) => treeOf(chosen, layers));
}

function resource(name: string, content: YamlValue): YamlValue {
  return { apiVersion: "example.com/v1", kind: "Thing", metadata: { name }, spec: { content } };
}

/** A tree whose resources hold any data, written as YAML or as JSON, and patched by more of it; most can be built. */
export function dataTree(): fc.Arbitrary<CorpusCase> {
  return fc.oneof(
    { weight: 9, arbitrary: dataTreeOf("buildable") },
    { weight: 1, arbitrary: dataTreeOf("any") },
  );
}

function dataTreeOf(keys: Keys): fc.Arbitrary<CorpusCase> {
  const contents = fc.array(yamlMap(keys), { minLength: 1, maxLength: 15 });
  return fc.tuple(contents, contents, fc.boolean()).map(([values, patches, asJson]) => {
    const resources = values.map((content, index) => resource(`r${index}`, content));
    const files: Record<string, string> = {};
    if (asJson)
      for (const [index, value] of resources.entries()) files[`r${index}.json`] = JSON.stringify(value);
    else files["all.yaml"] = emitYamlDocuments(resources);
    const merged = patches.slice(0, values.length).map((content, index) => resource(`r${index}`, content));
    files["patch.yaml"] = emitYamlDocuments(merged);
    const names = Object.keys(files).filter((name) => name !== "patch.yaml");
    files["kustomization.yaml"] =
      `resources:\n${names.map((name) => `- ${name}\n`).join("")}patches:\n- path: patch.yaml\n`;
    return { name: "random", files };
  });
}
