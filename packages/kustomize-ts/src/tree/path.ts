/** Splits a path at a delimiter; a backslash in front of the delimiter keeps it. A leading delimiter is dropped. */
export function splitPath(path: string, delimiter: string): readonly string[] {
  const parts = path.split(delimiter);
  if (parts.length > 1 && parts[0] === "") parts.shift();
  const result: string[] = [];
  for (const [index, part] of parts.entries()) {
    const last = result.at(-1);
    if (index > 0 && last?.endsWith("\\"))
      result[result.length - 1] = `${last.slice(0, -1)}${delimiter}${part}`;
    else result.push(part);
  }
  return result;
}

/** Splits like {@link splitPath}, but keeps `[name=a.b]` together and takes the brackets off a bracketed key. */
export function splitBracketedPath(path: string, delimiter: string): readonly string[] {
  const parts = splitPath(path, delimiter);
  const result: string[] = [];
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] ?? "";
    if (!part.startsWith("[") || part.endsWith("]")) {
      result.push(part);
      continue;
    }
    const bracketed = [part];
    while (index < parts.length - 1) {
      index++;
      bracketed.push(parts[index] ?? "");
      if (parts[index]?.endsWith("]")) break;
    }
    const whole = bracketed.join(delimiter);
    result.push(whole.includes("=") ? whole : whole.replace(/^[[\]]+|[[\]]+$/g, ""));
  }
  return result;
}
