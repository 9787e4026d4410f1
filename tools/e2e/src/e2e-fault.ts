/** Why a scenario could not be carried out, or what it found wrong. */
export class E2eFault extends Error {
  override readonly name = "E2eFault";
  readonly code: "command" | "timeout" | "finding" | "setup";

  constructor(code: E2eFault["code"], message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options);
    this.code = code;
  }
}

/** Throws the finding when the condition does not hold. */
export function expectThat(condition: boolean, finding: string): asserts condition {
  if (!condition) throw new E2eFault("finding", finding);
}
