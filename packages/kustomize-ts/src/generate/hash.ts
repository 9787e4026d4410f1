import { sha256 } from "@noble/hashes/sha2.js";
import { type Node, nodeValue, UnwritableNode, type YamlValue } from "go-yaml-ts";
import { refuse } from "../refusal.ts";
import type { ResourceList } from "../resources/list.ts";
import { kindOf, nameOf, setName } from "../resources/metadata.ts";
import { rememberId } from "../resources/resource.ts";
import type { BuildContext } from "../step.ts";
import { field } from "../tree/fields.ts";
import { utf8Bytes } from "./bytes.ts";
import { goJson } from "./go-json.ts";

const REPLACED: ReadonlyMap<string, string> = new Map([
  ["0", "g"],
  ["1", "h"],
  ["3", "k"],
  ["a", "m"],
  ["e", "t"],
]);
const LENGTH = 10;

/** The hash kubectl puts into names: ten hexadecimal digits, without those that could spell a word. */
function nameHash(text: string): string {
  const digits = [...sha256(utf8Bytes(text)).slice(0, LENGTH / 2)].map((byte) =>
    byte.toString(16).padStart(2, "0"),
  );
  return [...digits.join("")].map((digit) => REPLACED.get(digit) ?? digit).join("");
}

function partValue(node: Node, name: string): YamlValue {
  const part = field(node, name);
  if (part === undefined) return "";
  return part.kind === "scalar" ? part.value : nodeValue(part);
}

/** What is hashed: the data and the kind. The name counts as empty, by a slip that cannot be mended any more. */
function hashedContent(node: Node): YamlValue {
  const kind = kindOf(node);
  const optional = kind === "Secret" ? "stringData" : "binaryData";
  const extra = field(node, optional);
  return {
    kind,
    name: "",
    data: partValue(node, "data"),
    ...(kind === "Secret" ? { type: partValue(node, "type") } : {}),
    ...(extra !== undefined && extra.kind === "map" ? { [optional]: nodeValue(extra) } : {}),
  };
}

/** Appends the hash of their content to the names of generated resources that ask for it. */
export function addNameHashes(list: ResourceList, context: BuildContext): void {
  for (const resource of list.resources) {
    if (!resource.needsHash) continue;
    const { node } = resource;
    try {
      const hash = nameHash(goJson(hashedContent(node)));
      rememberId(resource, context.schemas);
      setName(node, `${nameOf(node)}-${hash}`);
    } catch (error) {
      if (!(error instanceof UnwritableNode)) throw error;
      refuse("unwritable-resource", { reason: `${kindOf(node)} ${nameOf(node)}: ${error.message}` });
    }
  }
  list.forgetIds();
}
