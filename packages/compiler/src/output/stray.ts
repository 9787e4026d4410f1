import { isGeneratedFile } from "./managed.ts";

/** Generated files in a folder where nothing generates any. */
export interface StrayOutput {
  /** The folder that holds all of them. */
  readonly directory: string;
  readonly files: readonly string[];
}

/** The folders of a path that lie in `clusters/` or `environments/`: what a person made and calls one thing. */
function topFolder(file: string): string {
  return file.split("/").slice(0, 2).join("/");
}

function commonDirectory([first = "", ...others]: readonly string[]): string {
  const parts = first.split("/").slice(0, -1);
  const length = parts.findIndex((_, index) => {
    const prefix = `${parts.slice(0, index + 1).join("/")}/`;
    return others.some((other) => !other.startsWith(prefix));
  });
  return parts.slice(0, length === -1 ? parts.length : length).join("/");
}

/**
 * Finds files with the header of a generated file among those that stand where people write: what is left of a definition
 * that was moved with its output. Nothing makes them, checks them or removes them.
 */
export function strayOutput(root: string, files: readonly string[]): readonly StrayOutput[] {
  const strays = files.filter((file) => /\.ya?ml$/.test(file) && isGeneratedFile(root, file));
  const groups = Map.groupBy(strays, topFolder);
  return [...groups.values()].map((group) => ({ directory: commonDirectory(group), files: group }));
}
