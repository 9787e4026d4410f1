/** Packing failed: the code says in which step, the message what it printed. */
export class PackFault extends Error {
  readonly code: "compile" | "bundle" | "pack" | "check";

  constructor(code: PackFault["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "PackFault";
    this.code = code;
  }
}
