import { Node } from "ts-morph";
import { codes } from "../codes.ts";
import type { RepositoryFile } from "../model/repository.ts";
import { sourceRange } from "../model/source-range.ts";
import type { Rule } from "./rule.ts";

const ASKED_FOR = /\.config\.(ts|mjs|js)$/;

function defaultExport({ syntax }: RepositoryFile): Node | undefined {
  return syntax.getStatements().find((statement) => {
    if (Node.isExportAssignment(statement)) return true;
    if (Node.isExportDeclaration(statement)) {
      return statement
        .getNamedExports()
        .some((named) => (named.getAliasNode() ?? named.getNameNode()).getText() === "default");
    }
    return Node.isModifierable(statement) && statement.hasModifier("default");
  });
}

/** A default export only where a tool's configuration or the fleet asks for one. */
export const defaultExports: Rule = ({ files }) =>
  files.flatMap((file) => {
    if (file.place.kind === "definition" || file.place.generated || ASKED_FOR.test(file.path)) return [];
    const found = defaultExport(file);
    return found === undefined
      ? []
      : [codes.create("default-export", {}, { source: sourceRange(file.path, found) })];
  });
