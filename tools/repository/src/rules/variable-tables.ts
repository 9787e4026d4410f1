import { OPERATOR_OWNED_VARIABLES, SUPPORTED_SERIES, serverVariables } from "@grampus/api";
import { Node } from "ts-morph";
import { codes } from "../codes.ts";
import { KNOWS_VARIABLES } from "../layout.ts";
import type { RepositoryFile } from "../model/repository.ts";
import { sourceRange } from "../model/source-range.ts";
import type { Rule } from "./rule.ts";

/** As many names in one literal or comment make a table. */
const TABLE = 3;

const QUOTED = /'([a-z0-9_]+)'/g;

// Names without an underscore, such as port and version, are words of other tables too.
const NAMES: ReadonlySet<string> = new Set(
  [
    ...OPERATOR_OWNED_VARIABLES,
    ...SUPPORTED_SERIES.flatMap((series) => [...serverVariables(series).keys()]),
  ].filter((name) => name.includes("_")),
);

/** The words a literal lists: elements of an array, keys of an object, or a text that is nothing but words. */
function listedWords(node: Node): readonly string[] {
  if (Node.isArrayLiteralExpression(node)) {
    return node.getElements().flatMap((element) => {
      const first = Node.isArrayLiteralExpression(element) ? element.getElements()[0] : element;
      return Node.isStringLiteral(first) ? [first.getLiteralValue()] : [];
    });
  }
  if (Node.isObjectLiteralExpression(node)) {
    return node
      .getProperties()
      .flatMap((property) =>
        Node.isPropertyAssignment(property) ? [property.getName().replaceAll(/["']/g, "")] : [],
      );
  }
  if (Node.isStringLiteral(node) || Node.isNoSubstitutionTemplateLiteral(node)) {
    const text = node.getLiteralText().trim();
    return /^[a-z0-9_,\s]+$/.test(text) ? text.split(/[\s,]+/) : [];
  }
  return Node.isJSDoc(node) ? [...node.getText().matchAll(QUOTED)].map(([, name = ""]) => name) : [];
}

function tablesIn({ path, syntax }: RepositoryFile) {
  return syntax.getDescendants().flatMap((node) => {
    const names = listedWords(node).filter((word) => NAMES.has(word));
    if (names.length < TABLE) return [];
    return [codes.create("variable-table", {}, { source: sourceRange(path, node), found: names.join(", ") })];
  });
}

/** Server variables are listed in the catalogue, and their values where the option file is made; nowhere else. */
export const variableTables: Rule = ({ files }) =>
  files
    .filter(({ place }) => place.kind === "package" && !place.forTests && !place.generated)
    .filter(({ path }) => !KNOWS_VARIABLES.some((folder) => path.startsWith(folder)))
    .flatMap(tablesIn);
