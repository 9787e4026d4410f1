/** Whether a character ends a token: white space, a line feed, or the end of the text. */
function isBlank(character: string | undefined): boolean {
  return character === undefined || character === " " || character === "\t" || character === "\n";
}

const MARKER = /^(?:---|\.\.\.)(?:[ \t\n]|$)/;

/**
 * Walks over a text in block style and moves the further lines of quoted scalars and flow collections to the right.
 * Only what decides where those begin and end is looked at.
 */
class FlowIndentation {
  readonly #text: string;
  #at = 0;
  #lineStart = 0;
  #out = "";
  #copied = 0;
  /** Columns of the block collections around the present token. */
  readonly #columns: number[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  get #here(): string | undefined {
    return this.#text[this.#at];
  }

  get #column(): number {
    return this.#at - this.#lineStart;
  }

  run(): string {
    while (this.#at < this.#text.length) this.#line();
    return this.#out + this.#text.slice(this.#copied);
  }

  #toLineEnd(): void {
    const end = this.#text.indexOf("\n", this.#at);
    this.#at = end === -1 ? this.#text.length : end;
  }

  #nextLine(): void {
    this.#at++;
    this.#lineStart = this.#at;
  }

  #skipSpaces(): void {
    while (this.#here === " " || this.#here === "\t") this.#at++;
  }

  /** Goes on behind a line break, and writes spaces in front of what stands there. */
  #breakLine(indentation: number): void {
    this.#nextLine();
    if (MARKER.test(this.#text.slice(this.#at, this.#at + 4))) return;
    this.#out += this.#text.slice(this.#copied, this.#at) + " ".repeat(indentation);
    this.#copied = this.#at;
  }

  #enter(column: number): void {
    this.#columns.push(column);
  }

  #line(): void {
    this.#skipSpaces();
    while ((this.#columns.at(-1) ?? -1) >= this.#column) this.#columns.pop();
    if (this.#column === 0 && MARKER.test(this.#text.slice(this.#at, this.#at + 4))) this.#at += 3;
    while (this.#at < this.#text.length && this.#here !== "\n") this.#token();
    this.#nextLine();
  }

  #token(): void {
    this.#skipSpaces();
    const here = this.#here;
    const start = this.#column;
    if (here === undefined || here === "\n") return;
    if (here === "#") this.#toLineEnd();
    else if ("-?:".includes(here) && isBlank(this.#text[this.#at + 1])) {
      this.#enter(start);
      this.#at++;
    } else if ("&!*".includes(here)) while (!isBlank(this.#here)) this.#at++;
    else if (here === "|" || here === ">") this.#skipDeeperLines(false);
    else if (here === '"' || here === "'") this.#valueOrKey(start, () => this.#quoted(start + 1));
    else if (here === "[" || here === "{") this.#valueOrKey(start, () => this.#flow(start + 1));
    else this.#plain(start);
  }

  #valueOrKey(start: number, pass: () => void): void {
    pass();
    this.#skipSpaces();
    if (this.#here !== ":") return;
    this.#enter(start);
    this.#at++;
  }

  /** A block scalar, or the further lines of a plain one: everything deeper than what they stand in. */
  #skipDeeperLines(commentEnds: boolean): void {
    const parent = this.#columns.at(-1) ?? -1;
    this.#toLineEnd();
    while (this.#at < this.#text.length) {
      let token = this.#at;
      while (token < this.#text.length && isBlank(this.#text[token])) token++;
      const lineStart = this.#text.lastIndexOf("\n", token - 1) + 1;
      if (
        token === this.#text.length ||
        token - lineStart <= parent ||
        (commentEnds && this.#text[token] === "#")
      )
        return;
      this.#at = token;
      this.#lineStart = lineStart;
      this.#toLineEnd();
    }
  }

  #plain(start: number): void {
    while (this.#here !== undefined && this.#here !== "\n") {
      if (this.#here === ":" && isBlank(this.#text[this.#at + 1])) {
        this.#enter(start);
        this.#at++;
        return;
      }
      if (this.#here === "#" && isBlank(this.#text[this.#at - 1])) {
        this.#toLineEnd();
        return;
      }
      this.#at++;
    }
    this.#skipDeeperLines(true);
  }

  #quoted(indentation: number): void {
    const quote = this.#here;
    this.#at++;
    while (this.#here !== undefined) {
      if (this.#here === "\n") {
        this.#breakLine(indentation);
        continue;
      }
      if (quote === '"' && this.#here === "\\" && this.#text[this.#at + 1] !== "\n") this.#at++;
      else if (this.#here === quote) {
        if (quote === '"' || this.#text[this.#at + 1] !== quote) break;
        this.#at++;
      }
      this.#at++;
    }
    this.#at++;
  }

  #flow(indentation: number): void {
    let depth = 0;
    let inPlain = false;
    do {
      const here = this.#here;
      if (here === "\n") {
        this.#breakLine(indentation);
        continue;
      }
      if (!inPlain && (here === '"' || here === "'")) {
        this.#quoted(indentation);
        continue;
      }
      if (here === "#" && isBlank(this.#text[this.#at - 1])) {
        this.#toLineEnd();
        inPlain = false;
        continue;
      }
      if (here === "[" || here === "{") depth++;
      else if (here === "]" || here === "}") depth--;
      if (here !== undefined && "[]{},".includes(here)) inPlain = false;
      else if (here === ":" && (isBlank(this.#text[this.#at + 1]) || !inPlain)) inPlain = false;
      else if (!isBlank(here)) inPlain = true;
      this.#at++;
    } while (depth > 0 && this.#at < this.#text.length);
  }
}

/**
 * A text whose quoted scalars and flow collections are indented as YAML 1.2 asks for. go-yaml does not look
 * at the indentation inside of them, and other people's files make use of that. Lines keep their numbers.
 */
export function withFlowIndentation(text: string): string {
  return new FlowIndentation(text).run();
}
