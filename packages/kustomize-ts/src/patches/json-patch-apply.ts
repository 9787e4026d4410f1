import { setMember } from "go-yaml-ts";
import type { Json, JsonPatch, JsonPatchOperation } from "./json-patch.ts";

/** Why an operation does not apply. */
export class JsonPatchFailure extends Error {
  readonly operation: JsonPatchOperation;
  constructor(reason: string, operation: JsonPatchOperation) {
    super(reason);
    this.operation = operation;
  }
}

type Container = Json[] | { [key: string]: Json };

interface Location {
  readonly container: Container;
  readonly key: string;
}

function isContainer(value: Json | undefined): value is Container {
  return typeof value === "object" && value !== null;
}

function keyOf(part: string): string {
  return part.replace(/~[01]/g, (code) => (code === "~1" ? "/" : "~"));
}

const INDEX = /^[-+]?[0-9]+$/;

function indexOf(key: string, length: number, operation: JsonPatchOperation): number {
  if (!INDEX.test(key)) throw new JsonPatchFailure(`${key} is not an index of a list`, operation);
  const index = Number(key);
  const positive = index < 0 ? index + length : index;
  if (positive < 0 || positive >= length) {
    throw new JsonPatchFailure(`index ${key} is outside a list of ${length}`, operation);
  }
  return positive;
}

function elementOf(container: Container, key: string): Json | undefined {
  if (Array.isArray(container)) {
    const index = INDEX.test(key) ? Number(key) : Number.NaN;
    return container[index < 0 ? index + container.length : index];
  }
  return Object.hasOwn(container, key) ? container[key] : undefined;
}

/** One JSON document while a patch is applied to it. */
class PatchedDocument {
  #root: Container;

  constructor(root: Container) {
    this.#root = root;
  }

  get root(): Container {
    return this.#root;
  }

  #locate(path: string | undefined, operation: JsonPatchOperation, field: string): Location {
    if (path === undefined) throw new JsonPatchFailure(`it has no ${field}`, operation);
    const parts = path.split("/");
    if (parts.length < 2) throw new JsonPatchFailure(`${field} ${path || '""'} names no field`, operation);
    let container = this.#root;
    for (const part of parts.slice(1, -1)) {
      const next = elementOf(container, keyOf(part));
      if (!isContainer(next)) throw new JsonPatchFailure(`there is nothing at ${path}`, operation);
      container = next;
    }
    return { container, key: keyOf(parts.at(-1) ?? "") };
  }

  #get({ container, key }: Location, operation: JsonPatchOperation): Json | undefined {
    if (Array.isArray(container)) return container[indexOf(key, container.length, operation)];
    return Object.hasOwn(container, key) ? container[key] : undefined;
  }

  #add({ container, key }: Location, value: Json, operation: JsonPatchOperation): void {
    if (!Array.isArray(container)) setMember(container, key, value);
    else if (key === "-") container.push(value);
    else container.splice(indexOf(key, container.length + 1, operation), 0, value);
  }

  #remove({ container, key }: Location, operation: JsonPatchOperation): void {
    if (Array.isArray(container)) container.splice(indexOf(key, container.length, operation), 1);
    else if (Object.hasOwn(container, key)) delete container[key];
    else
      throw new JsonPatchFailure(
        `there is nothing at ${operation.op === "move" ? operation.from : operation.path}`,
        operation,
      );
  }

  #replace(operation: JsonPatchOperation): void {
    if (operation.path === "") {
      const value = structuredCopy(operation.value ?? null);
      if (!isContainer(value))
        throw new JsonPatchFailure("the whole document can only become a map or a list", operation);
      this.#root = value;
      return;
    }
    const location = this.#locate(operation.path, operation, "path");
    const { container, key } = location;
    const value = structuredCopy(operation.value ?? null);
    if (Array.isArray(container)) container[indexOf(key, container.length, operation)] = value;
    else setMember(container, key, value);
  }

  #test(operation: JsonPatchOperation): void {
    const value =
      operation.path === ""
        ? this.#root
        : this.#get(this.#locate(operation.path, operation, "path"), operation);
    if (isEqual(value ?? null, operation.value ?? null)) return;
    throw new JsonPatchFailure(
      `the value at ${operation.path} is ${JSON.stringify(value ?? null)}, the test expects ${JSON.stringify(operation.value ?? null)}`,
      operation,
    );
  }

  #move(operation: JsonPatchOperation): void {
    const source = this.#locate(operation.from, operation, "from");
    const value = this.#get(source, operation);
    this.#remove(source, operation);
    this.#add(this.#locate(operation.path, operation, "path"), value ?? null, operation);
  }

  #copy(operation: JsonPatchOperation): void {
    const value = this.#get(this.#locate(operation.from, operation, "from"), operation);
    this.#add(this.#locate(operation.path, operation, "path"), structuredCopy(value ?? null), operation);
  }

  #addValue(operation: JsonPatchOperation): void {
    const location = this.#locate(operation.path, operation, "path");
    this.#add(location, structuredCopy(operation.value ?? null), operation);
  }

  apply(operation: JsonPatchOperation): void {
    const { op } = operation;
    if (op === "add") this.#addValue(operation);
    else if (op === "remove") this.#remove(this.#locate(operation.path, operation, "path"), operation);
    else if (op === "replace") this.#replace(operation);
    else if (op === "move") this.#move(operation);
    else if (op === "copy") this.#copy(operation);
    else if (op === "test") this.#test(operation);
    else throw new JsonPatchFailure(`${op} is not an operation`, operation);
  }
}

function structuredCopy(value: Json): Json {
  if (Array.isArray(value)) return value.map(structuredCopy);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, structuredCopy(field)]));
}

function isEqual(left: Json, right: Json): boolean {
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
    return left.every((element, index) => isEqual(element, right[index] ?? null));
  }
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null)
    return left === right;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && isEqual(left[key] ?? null, right[key] ?? null))
  );
}

/**
 * Applies a JSON patch to a document, which may be changed, and gives the result.
 *
 * @throws JsonPatchFailure with the first operation that does not apply.
 */
export function applyJsonPatch(document: Container, patch: JsonPatch): Container {
  const patched = new PatchedDocument(document);
  for (const operation of patch) patched.apply(operation);
  return patched.root;
}
