/**
 * What in a pattern RE2 (the API server) and JavaScript (the validators) read differently, or one of them does not
 * know at all. `undefined` when both agree.
 */
export function unportableConstruct(pattern: string): string | undefined {
  const outsideClasses = pattern.replaceAll(/\\./g, "x").replaceAll(/\[(?:[^\]])*\]/g, "c");
  const lookaround = /\(\?(?!:)/.exec(outsideClasses);
  if (lookaround !== null) return "a group that begins with (?";
  if (/\\[sSwWbBkpP1-9]/.test(pattern)) return "an escape for a class, a boundary or a back reference";
  if (outsideClasses.includes(".")) return "the dot";
  if (pattern.includes("'")) return "a quote";
  return isRegularExpression(pattern) ? undefined : "a construct that is not valid";
}

function isRegularExpression(pattern: string): boolean {
  try {
    new RegExp(pattern, "u");
    return true;
  } catch {
    return false;
  }
}
