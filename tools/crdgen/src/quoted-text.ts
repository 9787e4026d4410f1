const QUOTED = /^\s*("(?:[^"\\]|\\.)*")/;

/** The JSON strings at the beginning of a text, and what is left behind them. */
export interface QuotedTexts {
  readonly texts: readonly string[];
  readonly rest: string;
}

/** Reads JSON strings, one after the other. Text that is not a JSON string ends them. */
export function readQuotedTexts(source: string): QuotedTexts {
  const texts: string[] = [];
  let rest = source;
  for (let match = QUOTED.exec(rest); match !== null; match = QUOTED.exec(rest)) {
    const text = parsedString(match[1] ?? "");
    if (text === undefined) break;
    texts.push(text);
    rest = rest.slice(match[0].length);
  }
  return { texts, rest: rest.trim() };
}

function parsedString(source: string): string | undefined {
  try {
    const value: unknown = JSON.parse(source);
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}
