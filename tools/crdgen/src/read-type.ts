import type { Diagnostic, SourceLocation } from "@grampus/diagnostics";
import {
  type InterfaceDeclaration,
  type JSDocableNode,
  Node as Syntax,
  type TypeAliasDeclaration,
  type TypeNode,
} from "ts-morph";
import { unknownConstant, withConstantLists } from "./constant-list.ts";
import { codes } from "./diagnostics.ts";
import { type DocComment, parseDocComment } from "./doc-comment.ts";
import { mergedTags, NO_TAGS, readValueTags, type ValueTags } from "./read-tags.ts";
import type { Field, Node, ObjectShape, Shape } from "./schema.ts";

/** Tags of a root interface that `readKinds` reads. */
const KIND_TAGS: ReadonlySet<string> = new Set([
  "kind",
  "plural",
  "singular",
  "shortNames",
  "categories",
  "scale",
  "printColumn",
]);

const FIELD_TAGS: ReadonlySet<string> = new Set();

/** What reading needs to know on its way down. */
export interface Reading {
  readonly diagnostics: Diagnostic[];
  /** Path of a source file as messages name it. */
  readonly fileName: (path: string) => string;
  /** Interfaces that are being read, to notice recursion. */
  readonly open: readonly string[];
}

interface Typed {
  readonly shape: Shape;
  readonly tags: ValueTags;
  readonly description: string;
}

/** Where a piece of syntax stands. */
export function locationOf(reading: Reading, syntax: Syntax): SourceLocation {
  const file = syntax.getSourceFile();
  const { line, column } = file.getLineAndColumnAtPos(syntax.getStart());
  return { file: reading.fileName(file.getFilePath()), line, column };
}

/** The doc comment of a declaration, empty when there is none. */
export function docOf(declaration: JSDocableNode): DocComment {
  return parseDocComment(declaration.getJsDocs().at(-1)?.getText() ?? "");
}

function readTags(
  reading: Reading,
  declaration: JSDocableNode & Syntax,
  ignored: ReadonlySet<string>,
): { readonly tags: ValueTags; readonly description: string } {
  const doc = docOf(declaration);
  const written = doc.tags.map((tag) => ({ ...tag, text: withConstantLists(tag.text, declaration) }));
  for (const tag of written) {
    const constant = unknownConstant(tag.text);
    if (constant !== undefined) {
      const source = locationOf(reading, declaration);
      const allowed = "the name of an exported constant list of texts without quotes and backslashes";
      reading.diagnostics.push(
        codes.create("unknown-constant", { tag: tag.name }, { source, found: constant, allowed }),
      );
    }
  }
  const { tags, problems } = readValueTags(written, ignored);
  for (const problem of problems) {
    reading.diagnostics.push(
      codes.create(
        problem.kind === "unknown" ? "unknown-tag" : "bad-tag",
        { tag: problem.tag.name },
        { source: locationOf(reading, declaration), found: problem.tag.text, allowed: problem.allowed },
      ),
    );
  }
  return { tags, description: doc.text };
}

function plain(shape: Shape): Typed {
  return { shape, tags: NO_TAGS, description: "" };
}

function unsupported(reading: Reading, syntax: Syntax, type: string): Typed {
  reading.diagnostics.push(
    codes.create("unsupported-type", { type }, { source: locationOf(reading, syntax) }),
  );
  return plain({ kind: "any" });
}

function nodeOf(typed: Typed): Node {
  const { constraints, rules, changeClass, immutable } = typed.tags;
  return {
    shape: typed.shape,
    description: typed.description,
    constraints,
    rules,
    ...(typed.tags.default === undefined ? {} : { default: typed.tags.default }),
    ...(changeClass === undefined ? {} : { changeClass }),
    ...(immutable === undefined ? {} : { immutable }),
  };
}

/** The shape of an interface: its fields, the rules on the whole object, the fields it refuses. */
export function readInterface(reading: Reading, declaration: InterfaceDeclaration): ObjectShape {
  const name = declaration.getName();
  const { tags, description } = readTags(reading, declaration, KIND_TAGS);
  const { rules, refused } = tags;
  const shape = { kind: "object", name, description, rules, refused } as const;
  if (reading.open.includes(name)) {
    reading.diagnostics.push(
      codes.create("recursive-type", { type: name }, { source: locationOf(reading, declaration) }),
    );
    return { ...shape, fields: [] };
  }
  const inside = { ...reading, open: [...reading.open, name] };
  const fields = declaration.getProperties().map((property): Field => {
    const type = property.getTypeNode();
    const typed =
      type === undefined ? unsupported(inside, property, "a field without a type") : readType(inside, type);
    const own = readTags(inside, property, FIELD_TAGS);
    return {
      name: property.getName(),
      required: !property.hasQuestionToken(),
      node: nodeOf({
        shape: typed.shape,
        tags: mergedTags(typed.tags, own.tags),
        description: own.description === "" ? typed.description : own.description,
      }),
    };
  });
  return { ...shape, fields };
}

function readAlias(reading: Reading, declaration: TypeAliasDeclaration): Typed {
  const typed = readType(reading, declaration.getTypeNodeOrThrow());
  const own = readTags(reading, declaration, FIELD_TAGS);
  return { shape: typed.shape, tags: mergedTags(typed.tags, own.tags), description: own.description };
}

function isPlainInterface(declaration: InterfaceDeclaration): boolean {
  const { length } = [
    ...declaration.getExtends(),
    ...declaration.getTypeParameters(),
    ...declaration.getMethods(),
    ...declaration.getIndexSignatures(),
  ];
  return length === 0;
}

function readReference(reading: Reading, syntax: Syntax, name: Syntax): Typed {
  const symbol = name.getSymbol();
  const declaration = (symbol?.getAliasedSymbol() ?? symbol)?.getDeclarations()[0];
  if (Syntax.isInterfaceDeclaration(declaration) && isPlainInterface(declaration)) {
    return plain(readInterface(reading, declaration));
  }
  if (Syntax.isTypeAliasDeclaration(declaration)) return readAlias(reading, declaration);
  return unsupported(reading, syntax, syntax.getText());
}

function stringLiterals(types: readonly TypeNode[]): readonly string[] | undefined {
  const values = types.map((type) => {
    const literal = Syntax.isLiteralTypeNode(type) ? type.getLiteral() : undefined;
    return Syntax.isStringLiteral(literal) ? literal.getLiteralValue() : undefined;
  });
  return values.every((value) => value !== undefined) ? values : undefined;
}

/** The shape and the tags of a type as it is written. */
function readType(reading: Reading, type: TypeNode): Typed {
  const text = type.getText();
  if (text === "string" || text === "boolean") return plain({ kind: text });
  if (text === "number") return plain({ kind: "integer" });
  if (text === "unknown") return plain({ kind: "any" });
  if (Syntax.isUnionTypeNode(type)) {
    const members = type.getTypeNodes();
    const values = stringLiterals(members);
    if (values !== undefined) return plain({ kind: "enum", values });
    const names = members.map((member) => member.getText()).sort();
    if (names.join() === "number,string") return plain({ kind: "int-or-string" });
    return unsupported(reading, type, text);
  }
  if (Syntax.isLiteralTypeNode(type)) {
    const values = stringLiterals([type]);
    return values === undefined ? unsupported(reading, type, text) : plain({ kind: "enum", values });
  }
  if (Syntax.isTypeQuery(type)) {
    const value = type.getType().getLiteralValue();
    return typeof value === "string"
      ? plain({ kind: "enum", values: [value] })
      : unsupported(reading, type, text);
  }
  if (Syntax.isTypeOperatorTypeNode(type)) return readType(reading, type.getTypeNode());
  if (Syntax.isArrayTypeNode(type)) {
    return plain({ kind: "list", items: nodeOf(readType(reading, type.getElementTypeNode())) });
  }
  if (!Syntax.isTypeReference(type)) return unsupported(reading, type, text);
  const [first, second] = type.getTypeArguments();
  const name = type.getTypeName().getText();
  if (name === "Readonly" && first !== undefined) return readType(reading, first);
  if (name === "Record" && second !== undefined) {
    return plain({ kind: "map", values: nodeOf(readType(reading, second)) });
  }
  return readReference(reading, type, type.getTypeName());
}
