import type { Diagnostic, Occurrence } from "@grampus/diagnostics";
import { readFirstDocument } from "go-yaml-ts";
import { codes, Refusal, refuse } from "../refusal.ts";
import { decodeNode } from "../types/decode.ts";
import type { Kustomization } from "../types/kustomization.ts";
import { KUSTOMIZATION_SCHEMA } from "../types/kustomization-schema.ts";
import { isKustomization, kustomizationViolations } from "../types/validate.ts";
import { withoutFirstComment } from "./cache.ts";
import type { FileContent } from "./file-system.ts";
import type { KustomizationFile, KustomizationText } from "./kustomization-file.ts";
import type { Loader } from "./loader.ts";

const FILE_NAMES = ["kustomization.yaml", "kustomization.yml", "Kustomization"] as const;

/** A Kustomization file as read, or what is wrong with it. */
type ReadKustomization =
  | { readonly kind: "read"; readonly text: KustomizationText }
  | { readonly kind: "invalid"; readonly diagnostics: readonly Diagnostic[] };

function invalid(reason: string, path: string, line = 1): ReadKustomization {
  const occurrence: Occurrence = { source: { file: path, line, column: 1 } };
  return { kind: "invalid", diagnostics: [codes.create("invalid-kustomization", { reason }, occurrence)] };
}

function headerProblem({ kind: written, apiVersion }: Kustomization): string | undefined {
  const kind = written || "Kustomization";
  if (kind !== "Kustomization" && kind !== "Component")
    return `kind is ${kind} and has to be Kustomization or Component`;
  const required = `kustomize.config.k8s.io/${kind === "Component" ? "v1alpha1" : "v1beta1"}`;
  if (apiVersion === undefined || apiVersion === "" || apiVersion === required) return undefined;
  return `apiVersion of a ${kind} is ${apiVersion} and has to be ${required}`;
}

function saysNothing(kustomization: Kustomization): boolean {
  let name: keyof Kustomization;
  for (name in kustomization) {
    if (name !== "apiVersion" && name !== "kind" && kustomization[name] !== "") return false;
  }
  return true;
}

/** Reads the text of a Kustomization file. */
function readKustomization(text: string, path: string): ReadKustomization {
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
  if (saysNothing(kustomization)) return invalid("the kustomization file is empty", path);
  const problem = headerProblem(kustomization);
  return problem === undefined
    ? { kind: "read", text: { kustomization, node } }
    : invalid(problem, path, node.line);
}

/** The same, once for texts that are equal but for a comment in the first line. */
function cachedKustomization({ cache }: Loader, content: string, path: string): ReadKustomization {
  const key = withoutFirstComment(content);
  const known = cache.kustomizationTexts.get(key);
  if (known !== undefined) return { kind: "read", text: known };
  const read = readKustomization(key, path);
  if (read.kind === "read") cache.kustomizationTexts.set(key, read.text);
  return read;
}

interface PresentFile {
  readonly name: string;
  readonly content: FileContent;
}

/** The Kustomization file of the loader's directory. Refuses none and several. */
function presentFile({ root, fs }: Loader, prefix: string, occurrence: Occurrence): PresentFile {
  const present: PresentFile[] = [];
  for (const name of FILE_NAMES) {
    const content = fs.readFile(prefix + name);
    if (content !== undefined) present.push({ name, content });
  }
  const file = present[0];
  const subject = root === "" ? "the directory" : root;
  if (file === undefined) {
    const source = { file: root || ".", line: 1, column: 1 };
    return refuse("missing-kustomization", { subject }, { source, ...occurrence });
  }
  if (present.length === 1) return file;
  const found = present.map(({ name }) => name).join(", ");
  const source = { file: prefix + file.name, line: 1, column: 1 };
  return refuse("several-kustomizations", { subject }, { ...occurrence, source, found });
}

/** Finds and reads the Kustomization file of the loader's directory, once for all builds over a file system. */
export function loadKustomization(
  loader: Loader,
  occurrence: Occurrence,
  report: (diagnostics: readonly Diagnostic[]) => void,
): KustomizationFile {
  const known = loader.cache.kustomizations.get(loader.root);
  if (known !== undefined) return known;
  const prefix = loader.root === "" ? "" : `${loader.root}/`;
  const { name, content } = presentFile(loader, prefix, occurrence);
  const path = prefix + name;
  if (typeof content !== "string") {
    return refuse(
      "invalid-yaml",
      { reason: "the file is not UTF-8 text" },
      { source: { file: path, line: 1, column: 1 } },
    );
  }
  const read = cachedKustomization(loader, content, path);
  if (read.kind === "read") {
    const file = { ...read.text, path, name };
    loader.cache.kustomizations.set(loader.root, file);
    return file;
  }
  const [diagnostic, ...others] = read.diagnostics;
  report(others);
  throw diagnostic === undefined
    ? new TypeError(`${path} is invalid without a diagnostic`)
    : new Refusal(diagnostic);
}
