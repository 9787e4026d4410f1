import { type ReadDocuments, readDocuments } from "go-yaml-ts";
import type { BuildResource } from "../resources/resource.ts";
import type { ReadOnlyFileSystem } from "./file-system.ts";
import type { KustomizationFile, KustomizationText } from "./kustomization-file.ts";

/** What is made of more than this many characters of text is not kept. */
const LIMIT = 64 * 1024 * 1024;

/**
 * What builds over one file system have read, so that a base is read once for all its overlays. Whoever makes many
 * builds gives one cache to those that name the same files, and lets it go with the last of them.
 */
export class BuildCache {
  /** Documents by file content. Their nodes belong to the cache: copy before changing. */
  readonly #documents = new Map<string, ReadDocuments>();
  #size = 0;
  /** Kustomizations by their directories. */
  readonly kustomizations = new Map<string, KustomizationFile>();
  /** What is in them, by content. */
  readonly kustomizationTexts = new Map<string, KustomizationText>();
  readonly #plainBases = new Map<string, readonly BuildResource[]>();

  #makesRoom(size: number): boolean {
    const fits = this.#size + size <= LIMIT;
    if (fits) this.#size += size;
    return fits;
  }

  /** Resources of a directory that only names files, if they are known. They belong to the cache too. */
  plainBase(directory: string): readonly BuildResource[] | undefined {
    return this.#plainBases.get(directory);
  }

  /** Keeps them, if there is room for as many characters as they have. */
  keepPlainBase(directory: string, resources: readonly BuildResource[], size: number): void {
    if (this.#makesRoom(size)) this.#plainBases.set(directory, resources);
  }

  /** The documents of a file; read once for texts that are equal but for a comment in the first line. */
  documents(file: string): ReadDocuments {
    const text = withoutFirstComment(file);
    const known = this.#documents.get(text);
    if (known !== undefined) return known;
    const read = readDocuments(text);
    if (this.#makesRoom(text.length)) this.#documents.set(text, read);
    return read;
  }
}

const CACHES = new WeakMap<ReadOnlyFileSystem, BuildCache>();

/** The cache of builds over a file system that were not given one. */
export function cacheOf(fs: ReadOnlyFileSystem): BuildCache {
  const known = CACHES.get(fs);
  if (known !== undefined) return known;
  const created = new BuildCache();
  CACHES.set(fs, created);
  return created;
}

const PLAIN_COMMENT = /^#[ -~]*$/;

/**
 * A text without what its first line says, if that is a comment: generated files often name their sources there, and
 * are equal otherwise. Lines keep their numbers.
 */
export function withoutFirstComment(text: string): string {
  if (!text.startsWith("#")) return text;
  const end = text.indexOf("\n");
  return end !== -1 && PLAIN_COMMENT.test(text.slice(0, end)) ? text.slice(end) : text;
}
