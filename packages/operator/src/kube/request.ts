/** One request to the API server. */
export interface KubeRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  /** Of the body; JSON unless said. */
  readonly contentType?: string;
  /** Milliseconds until the answer must be complete; 15 s unless said. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}
