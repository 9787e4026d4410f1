import { Node as Syntax } from "ts-morph";

/** `${NAME}` in a tag: the exported constant of that name, a list of texts, as a CEL list. */
const REFERENCE = /\$\{([A-Z][A-Z0-9_]*)\}/g;

function textsIn(initializer: Syntax | undefined): readonly string[] | undefined {
  if (Syntax.isAsExpression(initializer)) return textsIn(initializer.getExpression());
  if (!Syntax.isArrayLiteralExpression(initializer)) return undefined;
  const elements = initializer.getElements();
  const texts = elements.flatMap((element) =>
    Syntax.isStringLiteral(element) && !/['\\]/.test(element.getLiteralValue())
      ? [element.getLiteralValue()]
      : [],
  );
  return texts.length === elements.length ? texts : undefined;
}

function listNamed(from: Syntax, name: string): readonly string[] | undefined {
  for (const file of from.getProject().getSourceFiles()) {
    const declaration = file.getVariableDeclaration(name);
    if (declaration?.isExported() === true) return textsIn(declaration.getInitializer());
  }
  return undefined;
}

/**
 * The text of a tag with the lists it names written out, so that a rule and the code share one list. A name that no
 * source of the project exports as a list of texts stays as it is.
 */
export function withConstantLists(text: string, declaration: Syntax): string {
  return text.replaceAll(REFERENCE, (reference, name: string) => {
    const texts = listNamed(declaration, name);
    return texts === undefined ? reference : `[${texts.map((each) => `'${each}'`).join(", ")}]`;
  });
}

/** The first name in a text that {@link withConstantLists} left; `undefined` when it found all. */
export function unknownConstant(text: string): string | undefined {
  return text.match(REFERENCE)?.[0];
}
