import { isMissingOrNull, type Node, scalarNode, TAG } from "go-yaml-ts";
import { type FieldSpec, setSpecFields } from "../config/field-spec.ts";
import { refuse } from "../refusal.ts";
import { kindOf } from "../resources/metadata.ts";
import { compilePattern } from "../select/re2.ts";
import type { Transformer } from "../step.ts";
import { field, setScalar } from "../tree/fields.ts";
import type { Image } from "../types/kustomization.ts";

/** An image reference taken apart: `name[:tag][@digest]`. */
interface ImageParts {
  readonly name: string;
  readonly tag: string;
  readonly digest: string;
}

/** Splits a reference; a colon in front of the first slash belongs to the registry's port. */
function imageParts(reference: string): ImageParts {
  const slash = Math.max(reference.indexOf("/"), 0);
  const at = reference.indexOf("@", slash);
  const colon = reference.indexOf(":", slash);
  if (at === -1 && colon === -1) return { name: reference, tag: "", digest: "" };
  if (at !== -1 && (at < colon || colon === -1)) {
    return { name: reference.slice(0, at), tag: "", digest: reference.slice(at + 1) };
  }
  const end = at === -1 ? reference.length : at;
  return {
    name: reference.slice(0, colon),
    tag: reference.slice(colon + 1, end),
    digest: at === -1 ? "" : reference.slice(at + 1),
  };
}

function changedReference(reference: string, image: Image): string {
  const parts = imageParts(reference);
  let { tag, digest } = parts;
  if (image.newTag) {
    tag = image.newTag;
    digest = image.digest ?? "";
  } else if (image.digest) {
    tag = "";
    digest = image.digest;
  } else if (image.tagSuffix) {
    tag += image.tagSuffix;
    digest = "";
  }
  const name = image.newName || parts.name;
  return `${name}${tag === "" ? "" : `:${tag}`}${digest === "" ? "" : `@${digest}`}`;
}

/** Containers anywhere in a resource, for kinds whose fields no spec knows. */
function visitContainers(node: Node, visit: (image: Node) => void): void {
  if (node.kind === "seq") for (const element of node.content) visitContainers(element, visit);
  if (node.kind !== "map") return;
  for (let index = 0; index + 1 < node.content.length; index += 2) {
    const [key, value] = [node.content[index], node.content[index + 1]];
    if (key === undefined || value === undefined) continue;
    visitContainers(value, visit);
    if ((key.value !== "containers" && key.value !== "initContainers") || value.kind !== "seq") continue;
    for (const container of value.content) {
      const image = field(container, "image");
      if (image !== undefined) visit(image);
    }
  }
}

/** Changes the images of one name wherever containers stand and where the specs say. */
export function imageTransformer(image: Image, specs: readonly FieldSpec[], by = "images"): Transformer {
  const name = image.name ?? "";
  const pattern = compilePattern(`^${name}(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?$`);
  const set = (node: Node): void => {
    if (isMissingOrNull(node)) return;
    if (node.kind !== "scalar") refuse("invalid-field", { reason: "an image is not a text" });
    if (typeof pattern === "string") {
      refuse(
        "invalid-selector",
        { reason: `the name of an image is not a regular expression: ${pattern}` },
        { path: "images", found: name, allowed: "RE2 syntax" },
      );
    }
    if (!pattern.matches(node.value)) return;
    setScalar(node, scalarNode(changedReference(node.value, image)));
  };
  return {
    name: "ImageTagTransformer",
    by,
    apply(list) {
      for (const { node } of list.resources) {
        if (kindOf(node) !== "CustomResourceDefinition") visitContainers(node, set);
      }
      for (const { node } of list.resources) {
        if (kindOf(node) !== "CustomResourceDefinition") {
          setSpecFields(node, specs, { set, create: undefined, tag: TAG.none });
        }
      }
    },
  };
}
