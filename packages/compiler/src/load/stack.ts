import { SourceMap, type SourceMapPayload } from "node:module";
import type { SourceLocation } from "@grampus/diagnostics";

/** The name the evaluated script has in stack traces. */
export const SCRIPT_NAME = "grampus-definitions";

/** Finds the place in a hand-written file that a stack trace of the evaluated script points to first. */
export type StackLocator = (stack: string) => SourceLocation | undefined;

const FRAME = new RegExp(`${SCRIPT_NAME}:(\\d+):(\\d+)`, "g");

function isPayload(value: unknown): value is SourceMapPayload {
  return typeof value === "object" && value !== null && "mappings" in value && "sources" in value;
}

/** Makes a locator out of the script's source map; files outside the fleet are passed over. */
export function stackLocator(sourceMap: string, isFleetFile: (file: string) => boolean): StackLocator {
  const payload: unknown = JSON.parse(sourceMap);
  if (!isPayload(payload)) return () => undefined;
  const map = new SourceMap(payload);
  return (stack) => {
    for (const [, line, column] of stack.matchAll(FRAME)) {
      const entry = map.findEntry(Number(line) - 1, Number(column) - 1);
      if ("originalSource" in entry && isFleetFile(entry.originalSource)) {
        return { file: entry.originalSource, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
      }
    }
    return undefined;
  };
}
