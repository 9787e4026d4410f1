import type { Severity } from "./diagnostic.ts";

// ECMA-48 Select Graphic Rendition parameters.
const SGR = { bold: "1", dim: "2", red: "31", yellow: "33", blue: "34", cyan: "36" } as const;

/** A text attribute of a terminal. */
export type Attribute = keyof typeof SGR;

/** Marks text with attributes, or leaves it as it is. */
export type Style = (text: string, ...attributes: readonly Attribute[]) => string;

/** The style of a terminal with colours, or of a plain text file. */
export function styleFor(color: boolean): Style {
  if (!color) return (text) => text;
  return (text, ...attributes) =>
    text === "" ? "" : `\u001b[${attributes.map((name) => SGR[name]).join(";")}m${text}\u001b[0m`;
}

/** The colour of each severity. */
export const SEVERITY_COLOR = { error: "red", warning: "yellow", info: "blue" } as const satisfies Record<
  Severity,
  Attribute
>;
