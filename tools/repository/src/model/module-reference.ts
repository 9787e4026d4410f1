import { type CallExpression, Node, type SourceFile, SyntaxKind } from "ts-morph";

/** One mention of another module: an import, a re-export, a dynamic import or an import type. */
export interface ModuleReference {
  readonly specifier: string;
  /** The string literal that names the module. */
  readonly literal: Node;
}

function called(call: CallExpression): Node | undefined {
  const callee = call.getExpression();
  const imports = callee.getKind() === SyntaxKind.ImportKeyword || callee.getText() === "require";
  return imports ? call.getArguments()[0] : undefined;
}

/** All mentions of other modules in a file, in source order. */
export function moduleReferences(file: SourceFile): readonly ModuleReference[] {
  const declared = [...file.getImportDeclarations(), ...file.getExportDeclarations()].map((declaration) =>
    declaration.getModuleSpecifier(),
  );
  const dynamic = file.getDescendantsOfKind(SyntaxKind.CallExpression).map(called);
  const types = file
    .getDescendantsOfKind(SyntaxKind.ImportType)
    .flatMap((type) => type.getArgument().getDescendantsOfKind(SyntaxKind.StringLiteral));
  return [...declared, ...dynamic, ...types]
    .flatMap((literal) =>
      Node.isStringLiteral(literal) || Node.isNoSubstitutionTemplateLiteral(literal)
        ? [{ specifier: literal.getLiteralValue(), literal }]
        : [],
    )
    .sort((left, right) => left.literal.getPos() - right.literal.getPos());
}
