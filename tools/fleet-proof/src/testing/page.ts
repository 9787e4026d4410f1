import { readFileSync } from "node:fs";
import path from "node:path";
import { REPOSITORY } from "../repository.ts";

/** The only code block of a language on a page of the documentation. */
export function pageBlock(page: string, language: string): string {
  const text = readFileSync(path.join(REPOSITORY, "docs", page), "utf8");
  const [, first, ...others] = text.split(new RegExp(`^\`\`\`${language}\n`, "m"));
  const [block] = first?.split(/^```$/m) ?? [];
  if (block === undefined || others.length > 0) throw new RangeError(`docs/${page} has not one ${language}`);
  return block;
}
