import { type LabelToken, labelTokens } from "./label-tokens.ts";

type Labels = ReadonlyMap<string, string>;

/** One condition of a label expression. */
type Requirement = (labels: Labels) => boolean;

/** A label expression of Kubernetes, read. */
export interface LabelExpression {
  matches(labels: Labels): boolean;
}

class InvalidExpression extends Error {}

function fail(token: LabelToken, expected: string): never {
  const found = token.kind === "end" ? "the end" : token.text;
  throw new InvalidExpression(`found ${found}, expected ${expected}`);
}

const NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const DOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

function checkKey(key: string): void {
  const slash = key.indexOf("/");
  const name = key.slice(slash + 1);
  const prefix = slash === -1 ? undefined : key.slice(0, slash);
  const validPrefix = prefix === undefined || (prefix.length <= 253 && DOMAIN.test(prefix));
  if (!validPrefix || name.length > 63 || !NAME.test(name))
    throw new InvalidExpression(`${key} is not a label key`);
}

function checkValue(value: string): void {
  if (value !== "" && (value.length > 63 || !NAME.test(value))) {
    throw new InvalidExpression(`${value} is not a label value`);
  }
}

function integerOf(text: string): bigint | undefined {
  return /^[-+]?[0-9]+$/.test(text) ? BigInt(text.startsWith("+") ? text.slice(1) : text) : undefined;
}

class Parser {
  readonly #tokens: readonly LabelToken[];
  #at = 0;

  constructor(expression: string) {
    this.#tokens = labelTokens(expression);
  }

  #peek(): LabelToken {
    return this.#tokens[this.#at] ?? { kind: "end", text: "" };
  }

  #next(): LabelToken {
    const token = this.#peek();
    this.#at++;
    return token;
  }

  #nextIs(symbol: string): boolean {
    const token = this.#peek();
    return token.kind === "symbol" && token.text === symbol;
  }

  requirements(): readonly Requirement[] {
    const requirements: Requirement[] = [];
    while (this.#peek().kind !== "end") {
      requirements.push(this.#requirement());
      const token = this.#next();
      if (token.kind === "end") return requirements;
      if (token.text !== ",") fail(token, ", or the end");
      if (this.#peek().kind !== "word" && !this.#nextIs("!")) fail(this.#peek(), "a key after ,");
    }
    return requirements;
  }

  #requirement(): Requirement {
    const negated = this.#nextIs("!");
    if (negated) this.#next();
    const token = this.#next();
    if (token.kind !== "word") fail(token, "a key");
    const key = token.text;
    checkKey(key);
    if (this.#peek().kind === "end" || this.#nextIs(",")) {
      return negated ? (labels) => !labels.has(key) : (labels) => labels.has(key);
    }
    return this.#comparison(key);
  }

  #comparison(key: string): Requirement {
    const operator = this.#next();
    switch (operator.text) {
      case "in": {
        const values = this.#values();
        return (labels) => values.has(labels.get(key) ?? "") && labels.has(key);
      }
      case "notin": {
        const values = this.#values();
        return (labels) => !labels.has(key) || !values.has(labels.get(key) ?? "");
      }
      case "=":
      case "==": {
        const value = this.#value();
        return (labels) => labels.get(key) === value;
      }
      case "!=": {
        const value = this.#value();
        return (labels) => labels.get(key) !== value;
      }
      case ">":
      case "<":
        return this.#order(key, operator.text);
      default:
        return fail(operator, "=, ==, !=, in, notin, > or <");
    }
  }

  #order(key: string, operator: ">" | "<"): Requirement {
    const limit = integerOf(this.#value());
    if (limit === undefined) throw new InvalidExpression(`the value behind ${operator} is not an integer`);
    return (labels) => {
      const value = integerOf(labels.get(key) ?? "");
      if (value === undefined) return false;
      return operator === ">" ? value > limit : value < limit;
    };
  }

  #value(): string {
    if (this.#peek().kind === "end" || this.#nextIs(",")) return "";
    const token = this.#next();
    if (token.kind !== "word") fail(token, "a value");
    checkValue(token.text);
    return token.text;
  }

  #values(): ReadonlySet<string> {
    const open = this.#next();
    if (open.text !== "(") fail(open, "(");
    const values = new Set<string>();
    for (;;) {
      if (this.#nextIs(")") || this.#nextIs(",")) values.add("");
      else {
        const token = this.#next();
        if (token.kind !== "word") fail(token, "a value");
        checkValue(token.text);
        values.add(token.text);
      }
      const token = this.#next();
      if (token.text === ")") return values;
      if (token.text !== ",") fail(token, ", or )");
    }
  }
}

/**
 * Reads a label expression: `app=web`, `tier!=db`, `env in (dev, test)`, `env notin (prod)`, `app`, `!app`, joined by
 * commas.
 *
 * @returns the reason, as a text, when it is not one.
 */
export function readLabelExpression(expression: string): LabelExpression | string {
  try {
    const requirements = new Parser(expression).requirements();
    return { matches: (labels) => requirements.every((requirement) => requirement(labels)) };
  } catch (error) {
    if (error instanceof InvalidExpression) return error.message;
    throw error;
  }
}
