import { isMissingOrNull, type Node } from "go-yaml-ts";
import { refuse } from "../refusal.ts";
import { clearField, field } from "../tree/fields.ts";
import { removeElements } from "./elements.ts";

const DIRECTIVE = "$patch";

/** What a patch asks for at one place. */
export type Directive = "merge" | "replace" | "delete";

function directiveNamed(value: Node): Directive {
  const { value: name } = value;
  if (name === "merge" || name === "replace" || name === "delete") return name;
  return refuse(
    "invalid-patch",
    { reason: `unknown patch directive ${name}` },
    { found: `$patch: ${name}`, allowed: "merge, replace, delete" },
  );
}

/** Reads the `$patch` directive of a map or list of a patch, and takes it out of the patch. */
export function takeDirective(patch: Node | undefined): Directive {
  if (patch === undefined) return "merge";
  if (patch.kind === "map") {
    const value = field(patch, DIRECTIVE);
    if (value === undefined) return "merge";
    const directive = directiveNamed(value);
    clearField(patch, DIRECTIVE);
    return directive;
  }
  if (patch.kind === "seq") {
    const element = patch.content.find((candidate) => field(candidate, DIRECTIVE) !== undefined);
    const value = field(element, DIRECTIVE);
    if (element === undefined || value === undefined || element.content.length > 2) return "merge";
    const directive = directiveNamed(value);
    removeElements(patch, [DIRECTIVE], [directive]);
    return directive;
  }
  return isMissingOrNull(patch)
    ? refuse("invalid-patch", { reason: "null cannot be merged here" })
    : refuse("invalid-patch", { reason: "a scalar cannot be merged into a map or a list" });
}
