/** The test server could not be started, reached or understood. */
export class ApiServerFault extends Error {
  readonly code: "not-found" | "not-started" | "not-reached" | "not-understood";

  constructor(code: ApiServerFault["code"], message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "ApiServerFault";
    this.code = code;
  }
}
