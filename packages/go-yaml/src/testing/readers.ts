import type { Node } from "../node.ts";
import { readBlockYaml } from "../read/fast/block-reader.ts";
import type { ReadYaml } from "../read/library/library-reader.ts";
import { readWithLibrary } from "../read/library/library-reader.ts";

/** What the two readers make of one document. */
export interface ReaderAnswers {
  /** `undefined` where the fast reader leaves the text to the other one. */
  readonly fast: Node | undefined;
  readonly library: ReadYaml;
}

/** Reads a document, with line feeds only, by both readers. */
export function readerAnswers(text: string): ReaderAnswers {
  return { fast: readBlockYaml(text), library: readWithLibrary(text) };
}
