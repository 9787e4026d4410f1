/** A word, an operator or the end of a label expression. */
export interface LabelToken {
  readonly kind: "word" | "symbol" | "end";
  readonly text: string;
}

const SYMBOLS = new Set([")", "(", ",", "!", "==", "=", ">", "<", "!="]);
const WORD_END = /[\s=!(),><]/;

/** Takes a label expression apart. Unknown runs of symbols come out as they are and match nothing later. */
export function labelTokens(expression: string): readonly LabelToken[] {
  const tokens: LabelToken[] = [];
  let at = 0;
  while (at < expression.length) {
    const character = expression.charAt(at);
    if (/\s/.test(character)) at++;
    else if (WORD_END.test(character)) {
      const two = expression.slice(at, at + 2);
      const text = SYMBOLS.has(two) ? two : character;
      tokens.push({ kind: "symbol", text });
      at += text.length;
    } else {
      let end = at + 1;
      while (end < expression.length && !WORD_END.test(expression.charAt(end))) end++;
      tokens.push({ kind: "word", text: expression.slice(at, end) });
      at = end;
    }
  }
  tokens.push({ kind: "end", text: "" });
  return tokens;
}
