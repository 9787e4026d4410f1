import { readFileSync } from "node:fs";
import path from "node:path";
import { fileFault, systemErrorCode } from "../fault.ts";

/** The text of a file of records; undefined when there is none. */
export function recordText(root: string, file: string): string | undefined {
  try {
    return readFileSync(path.join(root, file), "utf8");
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return undefined;
    throw fileFault("cannot-read", file, error);
  }
}
