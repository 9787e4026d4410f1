import type { Diagnostic } from "@grampus/diagnostics";
import type { DataPath } from "../data/data-path.ts";
import type { PlainValue } from "../data/plain-data.ts";

/** A field of a definition: the file and the path within its default export. */
export interface FieldPlace {
  readonly file: string;
  readonly path: DataPath;
  /** Whether the field's name or its value is what is meant; a field that should not be there is meant by name. */
  readonly part: "name" | "value";
}

/** An import of a file: what it imports, as written. */
export interface ImportPlace {
  readonly kind: "import";
  readonly file: string;
  readonly specifier: string;
}

/** A diagnostic about a field, before anyone has looked up where the field is written. */
export interface Finding {
  readonly diagnostic: Diagnostic;
  readonly place?: FieldPlace | ImportPlace;
  /** Other fields that help to understand it, each with what it is. */
  readonly related?: readonly { readonly message: string; readonly place: FieldPlace }[];
  /** The value that would be right at the place. */
  readonly suggested?: PlainValue;
}
