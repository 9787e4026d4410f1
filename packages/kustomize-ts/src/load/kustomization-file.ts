import type { Diagnostic, Occurrence } from "@grampus/diagnostics";
import { decodeNode } from "../model/decode.ts";
import type { Kustomization } from "../model/kustomization.ts";
import { KUSTOMIZATION_SCHEMA } from "../model/kustomization-schema.ts";
import { isKustomization, kustomizationViolations } from "../model/validate.ts";
import { codes, Refusal, refuse } from "../refusal.ts";
import type { Node } from "../yaml/node.ts";
import { readFirstDocument } from "../yaml/read.ts";
import type { LoadedKustomization } from "./cache.ts";
import type { Loader } from "./loader.ts";

const FILE_NAMES = ["kustomization.yaml", "kustomization.yml", "Kustomization"] as const;

/** A Kustomization and where it stands. */
export interface KustomizationFile {
  readonly kustomization: Kustomization;
  readonly node: Node;
  readonly path: string;
  readonly name: string;
}

function invalid(reason: string, path: string, line = 1): LoadedKustomization {
  const occurrence: Occurrence = { source: { file: path, line, column: 1 } };
  return { kind: "invalid", diagnostics: [codes.create("invalid-kustomization", { reason }, occurrence)] };
}

function headerProblem({ kind = "Kustomization", apiVersion }: Kustomization): string | undefined {
  if (kind !== "Kustomization" && kind !== "Component")
    return `kind is ${kind} and has to be Kustomization or Component`;
  const required = `kustomize.config.k8s.io/${kind === "Component" ? "v1alpha1" : "v1beta1"}`;
  if (apiVersion === undefined || apiVersion === "" || apiVersion === required) return undefined;
  return `apiVersion of a ${kind} is ${apiVersion} and has to be ${required}`;
}

/** Reads the text of a Kustomization file. */
function readKustomization(text: string, path: string): LoadedKustomization {
  const read = readFirstDocument(text);
  if (read.kind === "malformed") {
    const { message, line, column } = read.problem;
    const source = { file: path, line, column };
    return { kind: "invalid", diagnostics: [codes.create("invalid-yaml", { reason: message }, { source })] };
  }
  if (read.kind === "empty") return invalid("the kustomization file is empty", path);
  const { node } = read;
  const data = decodeNode(node, KUSTOMIZATION_SCHEMA);
  const kustomization: Kustomization | undefined = isKustomization(data) ? data : undefined;
  if (kustomization === undefined) {
    return { kind: "invalid", diagnostics: kustomizationViolations(data, node, path) };
  }
  const fields = Object.keys(kustomization).filter((name) => name !== "apiVersion" && name !== "kind");
  if (fields.length === 0) return invalid("the kustomization file is empty", path);
  const problem = headerProblem(kustomization);
  return problem === undefined ? { kind: "loaded", kustomization, node } : invalid(problem, path, node.line);
}

function cachedKustomization(loader: Loader, path: string, content: string): LoadedKustomization {
  const known = loader.cache.kustomizations.get(path);
  if (known !== undefined && known.content === content) return known;
  const loaded = readKustomization(content, path);
  loader.cache.kustomizations.set(path, { ...loaded, content });
  return loaded;
}

/** Finds and reads the Kustomization file of the loader's directory. */
export function loadKustomization(
  loader: Loader,
  occurrence: Occurrence,
  report: (diagnostics: readonly Diagnostic[]) => void,
): KustomizationFile {
  const prefix = loader.root === "" ? "" : `${loader.root}/`;
  const present = FILE_NAMES.flatMap((name) => {
    const content = loader.fs.readFile(prefix + name);
    return content === undefined ? [] : [{ name, content }];
  });
  const subject = loader.root === "" ? "the directory" : loader.root;
  const [first, second] = present;
  if (first === undefined) return refuse("missing-kustomization", { subject }, occurrence);
  if (second !== undefined) {
    const found = present.map(({ name }) => name).join(", ");
    return refuse("several-kustomizations", { subject }, { ...occurrence, found });
  }
  const { name, content } = first;
  const path = prefix + name;
  if (typeof content !== "string") {
    return refuse(
      "invalid-yaml",
      { reason: "the file is not UTF-8 text" },
      { source: { file: path, line: 1, column: 1 } },
    );
  }
  const loaded = cachedKustomization(loader, path, content);
  if (loaded.kind === "loaded") return { kustomization: loaded.kustomization, node: loaded.node, path, name };
  const [diagnostic, ...others] = loaded.diagnostics;
  report(others);
  throw diagnostic === undefined
    ? new TypeError(`${path} is invalid without a diagnostic`)
    : new Refusal(diagnostic);
}
