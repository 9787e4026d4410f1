import { refuse } from "../refusal.ts";
import type { SchemaSet } from "../schema/schema.ts";
import { idKey, idText, isSameId, type ResourceId } from "./id.ts";
import { type BuildResource, currentId, isDeleted, previousIds } from "./resource.ts";

/** Where the schemas come from; they may be chosen while a build runs. */
export interface SchemaSource {
  readonly schemas: SchemaSet;
}

/** The resources of a build in their order. No two have the same identity. */
export class ResourceList {
  readonly #source: SchemaSource;
  #resources: BuildResource[] = [];
  #keys: Set<string> | undefined;

  constructor(source: SchemaSource) {
    this.#source = source;
  }

  get #schemas(): SchemaSet {
    return this.#source.schemas;
  }

  get resources(): readonly BuildResource[] {
    return this.#resources;
  }

  #knownKeys(): Set<string> {
    this.#keys ??= new Set(this.#resources.map((resource) => idKey(currentId(resource, this.#schemas))));
    return this.#keys;
  }

  /** To be called when identities may have changed. */
  forgetIds(): void {
    this.#keys = undefined;
  }

  add(resource: BuildResource): void {
    if (this.#resources.length === 0) {
      this.#resources.push(resource);
      this.forgetIds();
      return;
    }
    const id = currentId(resource, this.#schemas);
    const key = idKey(id);
    if (this.#knownKeys().has(key)) {
      const other = this.#resources.find((candidate) => isSameId(currentId(candidate, this.#schemas), id));
      refuse(
        "id-conflict",
        { subject: idText(id) },
        {
          ...(resource.file === ""
            ? {}
            : { source: { file: resource.file, line: resource.node.line || 1, column: 1 } }),
          ...(other === undefined || other.file === ""
            ? {}
            : {
                related: [
                  {
                    message: "the other one",
                    source: { file: other.file, line: other.node.line || 1, column: 1 },
                  },
                ],
              }),
          hint: "rename one of them, or give them different namespaces",
        },
      );
    }
    this.#knownKeys().add(key);
    this.#resources.push(resource);
  }

  addAll(resources: Iterable<BuildResource>): void {
    for (const resource of resources) this.add(resource);
  }

  replaceAt(index: number, resource: BuildResource): void {
    this.#resources[index] = resource;
    this.forgetIds();
  }

  /** Replaces the whole list without looking at identities. */
  reset(resources: readonly BuildResource[]): void {
    this.#resources = [...resources];
    this.forgetIds();
  }

  /** Drops resources that a patch emptied. */
  dropDeleted(): void {
    if (!this.#resources.some(isDeleted)) return;
    this.reset(this.#resources.filter((resource) => !isDeleted(resource)));
  }

  /** Resources of which any identity, present or past, satisfies a test. */
  withAnyId(matches: (id: ResourceId) => boolean): readonly BuildResource[] {
    return this.#resources.filter(
      (resource) =>
        !isDeleted(resource) &&
        (matches(currentId(resource, this.#schemas)) || previousIds(resource).some(matches)),
    );
  }

  /** Refuses the build when two resources have the same identity now. */
  requireDistinctIds(cause: string): void {
    if (this.#resources.length < 2) {
      this.forgetIds();
      return;
    }
    const seen = new Set<string>();
    for (const resource of this.#resources) {
      const id = currentId(resource, this.#schemas);
      const key = idKey(id);
      if (seen.has(key)) {
        refuse("id-conflict", { subject: idText(id) }, { hint: `${cause} made two resources the same` });
      }
      seen.add(key);
    }
    this.#keys = seen;
  }
}
