/** How much a diagnostic weighs: only `error` makes a command fail. */
export type Severity = "error" | "warning" | "info";

/** A place in a text file. Lines and columns count from 1; a column counts UTF-16 code units. */
export interface SourceLocation {
  /** Path relative to the fleet's root, with `/`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** End of the range, exclusive; absent when only the start is known. */
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** A place that helps to understand a diagnostic: the other definition, the layer that set the value. */
export interface RelatedLocation {
  readonly message: string;
  readonly source: SourceLocation;
}

/** A value that would be right. */
export interface Suggestion {
  /** The value as TypeScript: `5`, `"Retain"`. */
  readonly text: string;
  /** What the text can be put in the place of; absent where nobody writes the value yet, or a module that others import. */
  readonly replaces?: SourceLocation;
}

/**
 * One thing a user has to know about their input. A diagnostic is data: it is collected and rendered, never thrown.
 * It never holds a secret.
 */
export interface Diagnostic {
  /** `<area>/<kebab-case-name>`; stable across releases. */
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong, one sentence without a full stop. */
  readonly message: string;
  /** The field, as a path: `spec.storage.size`, `clusters.orders.members`. */
  readonly path?: string;
  /** The same field as the user writes it, where that is another path: `storage.size`. */
  readonly writtenAs?: string;
  /** Whom it is about, where the same is often wrong with several: `prod/orders`. */
  readonly subject?: string;
  readonly source?: SourceLocation;
  /** Whether what is written there is a secret: it is not shown. */
  readonly isSecret?: boolean;
  /** What was found, as the user would write it. */
  readonly found?: string;
  /** What would have been right. */
  readonly allowed?: string;
  /** What to do next. */
  readonly hint?: string;
  /** What to write, for an editor that offers to do it. */
  readonly suggestion?: Suggestion;
  readonly related?: readonly RelatedLocation[];
}

/** The parts of a diagnostic that belong to one occurrence and not to its code. */
export type Occurrence = Omit<Diagnostic, "code" | "severity" | "message">;
