/** Why a deployment could not be made. */
export type DeployFaultCode = "command-failed" | "no-target" | "no-builder" | "usage";

/** What went wrong, for a person. */
export class DeployFault extends Error {
  override readonly name = "DeployFault";
  readonly code: DeployFaultCode;

  constructor(code: DeployFaultCode, message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options);
    this.code = code;
  }
}
