import { type ReadDocuments, readDocuments } from "../yaml/read.ts";
import type { ReadOnlyFileSystem } from "./file-system.ts";
import type { KustomizationFile, KustomizationText } from "./kustomization-file.ts";

/** What builds over one file system share, so that a base is read once for all its overlays. */
export interface ReadCache {
  /** Documents by file content. Their nodes belong to the cache: copy before changing. */
  readonly documents: Map<string, ReadDocuments>;
  /** Kustomizations by their directories. */
  readonly kustomizations: Map<string, KustomizationFile>;
  /** What is in them, by content. */
  readonly kustomizationTexts: Map<string, KustomizationText>;
}

const CACHES = new WeakMap<ReadOnlyFileSystem, ReadCache>();

/** More than this many characters of text are not kept. */
const LIMIT = 64 * 1024 * 1024;
const sizes = new WeakMap<ReadCache, number>();

export function readCacheOf(fs: ReadOnlyFileSystem): ReadCache {
  const known = CACHES.get(fs);
  if (known !== undefined) return known;
  const created: ReadCache = {
    documents: new Map(),
    kustomizations: new Map(),
    kustomizationTexts: new Map(),
  };
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

/** The documents of a file; read once for texts that are equal but for a comment in the first line. */
export function cachedDocuments(cache: ReadCache, file: string): ReadDocuments {
  const text = withoutFirstComment(file);
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
