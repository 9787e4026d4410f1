import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { Diagnostic } from "@grampus/diagnostics";
import { fileFault, systemErrorCode } from "../fault.ts";
import { recordCodes } from "./diagnostics.ts";

/** The text of a file of records; undefined when there is none. */
export function recordText(root: string, file: string): string | undefined {
  try {
    return readFileSync(path.join(root, file), "utf8");
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return undefined;
    throw fileFault("cannot-read", file, error);
  }
}

/** What is wrong with the place of a file of records: it is taken by a folder; undefined where it is not. */
export function folderInPlace(root: string, file: string): Diagnostic | undefined {
  if (statSync(path.join(root, file), { throwIfNoEntry: false })?.isDirectory() !== true) return undefined;
  const occurrence = {
    source: { file, line: 1, column: 1 },
    found: "a folder",
    allowed: "a file, or nothing",
    hint: `move the folder away; where a file was committed: git checkout HEAD -- ${file}`,
  };
  return recordCodes.create("unreadable", { file, problem: "it is a folder" }, occurrence);
}
