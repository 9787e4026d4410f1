import path from "node:path";
import { writtenChanges } from "./write.ts";

/**
 * Writes a file that a person named, wherever it is, so that it is wholly old or wholly new.
 *
 * @throws CompilerFault `cannot-write`
 */
export async function writeWhole(file: string, text: string): Promise<void> {
  const absolute = path.resolve(file);
  const change = { kind: "update", file: path.basename(absolute), text, before: "" } as const;
  await writtenChanges(path.dirname(absolute), [change], () => false);
}
