export { type FinalScalar, finalScalar } from "./json/final-scalar.ts";
export { isNodeEqual } from "./json/node-equal.ts";
export { nodeValue, UnwritableNode } from "./json/node-value.ts";
export { requireWritable } from "./json/writable.ts";
export {
  copyNode,
  emptyNode,
  isAbsent,
  isMissingOrNull,
  isNull,
  mapNode,
  type Node,
  type NodeKind,
  overwriteNode,
  QUOTED,
  STYLE,
  scalarNode,
  sequenceNode,
  stringNode,
  TAG,
} from "./node.ts";
export { type ReadDocuments, readDocuments, readFirstDocument } from "./read/documents.ts";
export type { ReadYaml, YamlProblem } from "./read/library/library-reader.ts";
export { type RewrittenYaml, rewriteYaml, type TextChange } from "./rewrite/rewrite.ts";
export { decodeBase64 } from "./scalar/base64.ts";
export { formatFloat, type ResolvedScalar, resolvePlain, resolvePlainYaml11 } from "./scalar/resolve.ts";
export { isYamlList, setMember, type YamlValue } from "./value.ts";
export { type EmitOptions, emitYaml, emitYamlDocuments } from "./write/emit.ts";
export { stringStyle } from "./write/string-text.ts";
