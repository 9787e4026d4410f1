import { type ReadDocuments, readDocuments } from "../yaml/read.ts";
import type { ReadOnlyFileSystem } from "./file-system.ts";
import type { KustomizationFile } from "./kustomization-file.ts";

/** What builds over one file system share, so that a base is read once for all its overlays. */
export interface ReadCache {
  /** Documents by file content. Their nodes belong to the cache: copy before changing. */
  readonly documents: Map<string, ReadDocuments>;
  /** Kustomizations by their directories. */
  readonly kustomizations: Map<string, KustomizationFile>;
}

const CACHES = new WeakMap<ReadOnlyFileSystem, ReadCache>();

/** More than this many characters of text are not kept. */
const LIMIT = 64 * 1024 * 1024;
const sizes = new WeakMap<ReadCache, number>();

export function readCacheOf(fs: ReadOnlyFileSystem): ReadCache {
  const known = CACHES.get(fs);
  if (known !== undefined) return known;
  const created: ReadCache = { documents: new Map(), kustomizations: new Map() };
  CACHES.set(fs, created);
  return created;
}

/** The documents of a text; read once for equal texts. */
export function cachedDocuments(cache: ReadCache, text: string): ReadDocuments {
  const known = cache.documents.get(text);
  if (known !== undefined) return known;
  const read = readDocuments(text);
  const size = (sizes.get(cache) ?? 0) + text.length;
  if (size <= LIMIT) {
    sizes.set(cache, size);
    cache.documents.set(text, read);
  }
  return read;
}
