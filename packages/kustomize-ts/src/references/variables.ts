import type { Occurrence } from "@grampus/diagnostics";
import { formatFloat, isMissingOrNull, type Node, STYLE, TAG } from "go-yaml-ts";
import { type FieldSpec, setSpecFields } from "../config/field-spec.ts";
import { positionOfResource } from "../position.ts";
import { codes, placed, refuse } from "../refusal.ts";
import { gvkOf, isSameGvkAndName, isSameId, type ResourceId } from "../resources/id.ts";
import type { ResourceList } from "../resources/list.ts";
import type { BuildResource } from "../resources/resource.ts";
import type { BuildContext } from "../step.ts";
import { isString } from "../tree/fields.ts";
import { lookup, PathFailure } from "../tree/lookup.ts";
import { splitBracketedPath } from "../tree/path.ts";
import type { Variable } from "../types/kustomization.ts";

/** A variable and where it is defined. */
export interface PlacedVariable {
  readonly variable: Variable;
  readonly occurrence: Occurrence;
}

/** The value of a variable: a text and the tag that gives it a type. */
interface VariableValue {
  readonly text: string;
  readonly tag: string;
}

const DEFAULT_PATH = "metadata.name";

function targetId({ objref = {} }: Variable): ResourceId {
  const parts = (objref.apiVersion ?? "").split("/");
  const given = { group: objref.group ?? "", version: objref.version ?? "", kind: objref.kind ?? "" };
  const gvk =
    parts.length > 2 || !objref.apiVersion
      ? given
      : parts.length === 2
        ? gvkOf(objref.apiVersion, given.kind)
        : { ...given, version: parts[0] ?? "" };
  return {
    ...gvk,
    name: objref.name ?? "",
    namespace: objref.namespace ?? "",
    clusterScoped: false,
  };
}

/** Notes on the resources which variables take their values from them. */
export function bindVariables(list: ResourceList, variables: readonly PlacedVariable[]): void {
  for (const { variable, occurrence } of variables) {
    const id = targetId(variable);
    const matches = id.namespace === "" ? isSameGvkAndName : isSameId;
    const [target, second] = list.withAnyId((candidate) => matches(id, candidate));
    if (second !== undefined) {
      refuse(
        "invalid-variable",
        { reason: `the objref of variable ${variable.name} matches more than one resource` },
        { ...occurrence, hint: "name the namespace too" },
      );
    }
    if (target !== undefined) target.variables = [...target.variables, variable.name ?? ""];
  }
}

/** Adds variables to those that are known; a name may be there only once. */
export function mergeVariables(
  known: readonly PlacedVariable[],
  added: readonly PlacedVariable[],
): readonly PlacedVariable[] {
  if (added.length === 0) return known;
  const merged = [...known];
  for (const entry of added) {
    const other = merged.find(({ variable }) => variable.name === entry.variable.name);
    if (other !== undefined) {
      refuse(
        "invalid-variable",
        { reason: `variable ${entry.variable.name} is defined twice` },
        {
          ...entry.occurrence,
          ...(other.occurrence.source === undefined
            ? {}
            : { related: [{ message: "the other definition", source: other.occurrence.source }] }),
        },
      );
    }
    merged.push(entry);
  }
  return merged;
}

function indexParts(parts: readonly string[]): readonly string[] {
  return parts.flatMap((part) => {
    const match = /^(.*)\[(\d+)\]$/.exec(part);
    if (match === null) return [part];
    const [, name = "", index = ""] = match;
    return name === "" ? [index] : [name, index];
  });
}

const INT64_LIMIT = 2n ** 63n;

/** The value of a field as kustomize prints it; it reads decimal numbers only, also where YAML has others. */
function valueText({ tag, value }: Node): string | undefined {
  if (tag === TAG.int) {
    if (!/^[-+]?\d+$/.test(value)) return undefined;
    const integer = BigInt(value.replace("+", ""));
    return integer < INT64_LIMIT && integer >= -INT64_LIMIT ? String(integer) : undefined;
  }
  if (tag === TAG.float) return Number.isFinite(Number(value)) ? formatFloat(Number(value)) : undefined;
  return tag === TAG.bool ? value.toLowerCase() : value;
}

function fieldValue(
  resource: BuildResource,
  { variable, occurrence }: PlacedVariable,
): VariableValue | undefined {
  const path = variable.fieldref?.fieldPath || DEFAULT_PATH;
  let node: Node | undefined;
  try {
    node = lookup(resource.node, indexParts(splitBracketedPath(path, ".")));
  } catch (error) {
    if (!(error instanceof PathFailure)) throw error;
  }
  if (node === undefined) {
    return refuse(
      "invalid-variable",
      { reason: `the field ${path} of variable ${variable.name} is not there` },
      { ...occurrence, path },
    );
  }
  if (node.kind !== "scalar") return undefined;
  const text = valueText(node);
  if (text !== undefined) return { text, tag: node.tag };
  return refuse(
    "invalid-variable",
    { reason: `the field ${path} of variable ${variable.name} holds a number that cannot be read` },
    { ...occurrence, path, found: node.value, allowed: "a decimal number" },
  );
}

function variableValues(
  list: ResourceList,
  variables: readonly PlacedVariable[],
): ReadonlyMap<string, VariableValue> {
  const values = new Map<string, VariableValue>();
  const sorted = [...variables].sort((a, b) => ((a.variable.name ?? "") < (b.variable.name ?? "") ? -1 : 1));
  for (const entry of sorted) {
    const name = entry.variable.name ?? "";
    const resource = list.resources.find(({ variables: names }) => names.includes(name));
    if (resource === undefined) {
      return refuse(
        "invalid-variable",
        { reason: `no resource is the objref of variable ${name}` },
        entry.occurrence,
      );
    }
    const value = fieldValue(resource, entry);
    if (value !== undefined) values.set(name, value);
  }
  return values;
}

/** Replaces `$(NAME)` in texts, and counts which names were found. */
class Expansion {
  readonly used = new Set<string>();
  readonly #values: ReadonlyMap<string, VariableValue>;

  constructor(values: ReadonlyMap<string, VariableValue>) {
    this.#values = values;
  }

  #value(name: string): VariableValue {
    const value = this.#values.get(name);
    if (value === undefined) return { text: `$(${name})`, tag: TAG.string };
    this.used.add(name);
    return value;
  }

  expand(text: string): VariableValue {
    const whole = /^\$\(([^)]*)\)$/.exec(text);
    if (whole !== null) return this.#value(whole[1] ?? "");
    const expanded = text.replace(/\$(?:\$|\(([^)]*)\)|(?=.))/gs, (match, name: string | undefined) => {
      if (match === "$$") return "$";
      return name === undefined ? "$" : this.#value(name).text;
    });
    return { text: expanded, tag: TAG.string };
  }

  #write(node: Node): void {
    const { text, tag } = this.expand(node.value);
    const typed = tag === TAG.int || tag === TAG.bool || tag === TAG.float;
    node.value = text;
    node.tag = typed ? tag : TAG.string;
    node.style = STYLE.plain;
  }

  visit(node: Node): void {
    if (isMissingOrNull(node)) return;
    if (node.kind === "scalar") {
      if (isVariableText(node)) this.#write(node);
    } else if (node.kind === "map") {
      for (let index = 0; index + 1 < node.content.length; index += 2) this.#visitEntry(node, index);
    } else for (const element of node.content) this.#visitElement(element);
  }

  #visitEntry(map: Node, index: number): void {
    const [key, value] = [map.content[index], map.content[index + 1]];
    if (key === undefined || value === undefined) return;
    if (!isVariableText(key)) refuse("invalid-field", { reason: `the key ${key.value} is not a string` });
    if (isVariableText(value)) this.#write(value);
  }

  #visitElement(element: Node): void {
    if (!isVariableText(element)) {
      refuse("invalid-field", {
        reason: "a list in which variables are replaced holds something else than strings",
      });
    }
    this.#write(element);
  }
}

function isVariableText(node: Node): boolean {
  return node.kind === "scalar" && (node.tag === TAG.string || node.tag === TAG.none || isString(node));
}

/** Replaces variables by their values in the fields where they may stand. */
export function resolveVariables(
  list: ResourceList,
  variables: readonly PlacedVariable[],
  specs: readonly FieldSpec[],
  context: BuildContext,
): void {
  if (variables.length === 0) return;
  const values = variableValues(list, variables);
  const expansion = new Expansion(values);
  const setting = { set: (found: Node) => expansion.visit(found), create: undefined, tag: TAG.none };
  for (const resource of list.resources) {
    placed(
      () => positionOfResource(resource),
      () => setSpecFields(resource.node, specs, setting),
    );
  }
  for (const { variable, occurrence } of variables) {
    const name = variable.name ?? "";
    if (!expansion.used.has(name))
      context.diagnostics.push(codes.create("unused-variable", { subject: name }, occurrence));
  }
  list.forgetIds();
}
