/** What a node is. `none` is the empty node that stands for "nothing here" in a merge. */
export type NodeKind = "scalar" | "map" | "seq" | "none";

/** Presentation flags of a node; a sum of the constants of {@link STYLE}. Zero is plain. */
export const STYLE = {
  plain: 0,
  tagged: 1,
  double: 2,
  single: 4,
  literal: 8,
  folded: 16,
  flow: 32,
  /** A plain scalar with the tag `!`: text to readers of YAML 1.1, resolved by others. */
  unspecific: 64,
} as const;

/** The flags that make a scalar a string whatever it spells. */
export const QUOTED: number = STYLE.double | STYLE.single | STYLE.literal | STYLE.folded;

export const TAG = {
  none: "",
  null: "!!null",
  bool: "!!bool",
  int: "!!int",
  float: "!!float",
  string: "!!str",
  timestamp: "!!timestamp",
  binary: "!!binary",
  merge: "!!merge",
  map: "!!map",
  seq: "!!seq",
} as const;

/**
 * One node of a resource's tree. It is mutable and may be shared by several parents: kustomize writes into existing
 * nodes, so that two fields set in one go change together later. Results depend on that, so the tree works alike. Only
 * the keys of maps are never written into.
 */
export interface Node {
  kind: NodeKind;
  tag: string;
  /** The text of a scalar, unescaped. */
  value: string;
  style: number;
  /** Elements of a sequence; keys and values of a map, alternating. */
  content: Node[];
  /** Line in the file the node came from, from 1; 0 when it was made by a transformer. */
  line: number;
  /** Survives a merge although it is null. */
  keepNull: boolean;
}

const NO_CONTENT: Node[] = [];

export function scalarNode(
  value: string,
  tag: string = TAG.none,
  style: number = STYLE.plain,
  line = 0,
): Node {
  return { kind: "scalar", tag, value, style, content: NO_CONTENT, line, keepNull: false };
}

export function mapNode(content: Node[] = [], line = 0): Node {
  return { kind: "map", tag: TAG.map, value: "", style: STYLE.plain, content, line, keepNull: false };
}

export function sequenceNode(content: Node[] = [], line = 0): Node {
  return { kind: "seq", tag: TAG.seq, value: "", style: STYLE.plain, content, line, keepNull: false };
}

export function emptyNode(): Node {
  return {
    kind: "none",
    tag: TAG.none,
    value: "",
    style: STYLE.plain,
    content: [],
    line: 0,
    keepNull: false,
  };
}

/** A node that is a string whatever it spells; a block when it has more than one line. */
export function stringNode(value: string): Node {
  return scalarNode(value, TAG.string, value.includes("\n") ? STYLE.literal : STYLE.plain);
}

/** Keys are shared by the copies of a map. */
function copyOfContent({ kind, content }: Node): Node[] {
  if (kind === "scalar") return NO_CONTENT;
  const copies = content.slice();
  const step = kind === "map" ? 2 : 1;
  for (let index = step - 1; index < copies.length; index += step) {
    const node = copies[index];
    if (node !== undefined) copies[index] = copyNode(node);
  }
  return copies;
}

/** A copy that shares nothing with the original but keys, which never change. */
export function copyNode(node: Node): Node {
  return {
    kind: node.kind,
    tag: node.tag,
    value: node.value,
    style: node.style,
    content: copyOfContent(node),
    line: node.line,
    keepNull: node.keepNull,
  };
}

/** Writes one node over another in place, so that everyone who holds it sees the change. */
export function overwriteNode(target: Node, source: Node): void {
  target.kind = source.kind;
  target.tag = source.tag;
  target.value = source.value;
  target.style = source.style;
  target.content = source.content;
  target.line = source.line;
}

export function isNull(node: Node): boolean {
  return node.tag === TAG.null;
}

export function isMissingOrNull(node: Node | undefined): node is undefined {
  return node === undefined || node.tag === TAG.null;
}

/** Missing, null, or a collection without entries. */
export function isAbsent(node: Node | undefined): node is undefined {
  return node === undefined || node.tag === TAG.null || (node.kind !== "scalar" && node.content.length === 0);
}
