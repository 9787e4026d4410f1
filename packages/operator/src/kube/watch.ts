import type { Readable } from "node:stream";
import { OperatorFault } from "../fault.ts";
import { WATCH_MS } from "../timing.ts";
import type { KubeConnection } from "./connection.ts";
import { type KubeObject, type ResourceKind, resourcePath } from "./objects.ts";

/** What a watch tells. */
export type WatchEvent<T extends KubeObject> =
  | { readonly type: "ADDED" | "MODIFIED" | "DELETED" | "BOOKMARK"; readonly object: T }
  | { readonly type: "ERROR"; readonly object: { readonly code?: number; readonly message?: string } };

/** Which objects to watch, and from which version on. */
export interface WatchScope {
  readonly namespace?: string | undefined;
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
}

/**
 * Events of a kind from `resourceVersion` on, bookmarks included. Ends when the API server ends the watch; throws a
 * `kube-` fault on an error event (`kube-gone` when the version is too old) and on silence.
 */
export async function* watchEvents<T extends KubeObject>(
  connection: KubeConnection,
  kind: ResourceKind<T>,
  scope: WatchScope,
  resourceVersion: string,
  { signal, silence = WATCH_MS.silence }: { readonly signal: AbortSignal; readonly silence?: number },
): AsyncGenerator<WatchEvent<T>> {
  const stream: Readable = await connection.open({
    method: "GET",
    path: resourcePath(kind, scope),
    query: {
      watch: "true",
      allowWatchBookmarks: "true",
      resourceVersion,
      timeoutSeconds: String(WATCH_MS.lasts / 1000),
      labelSelector: scope.labelSelector,
      fieldSelector: scope.fieldSelector,
    },
    signal,
  });
  const silent = () =>
    stream.destroy(
      new OperatorFault("kube-unavailable", `the watch of ${kind.plural} was silent for ${silence} ms`),
    );
  let deadline = setTimeout(silent, silence);
  try {
    for await (const line of linesOf(stream, () => {
      clearTimeout(deadline);
      deadline = setTimeout(silent, silence);
    })) {
      const event: WatchEvent<T> = JSON.parse(line);
      if (event.type === "ERROR") {
        const { code, message } = event.object;
        throw new OperatorFault(
          code === 410 ? "kube-gone" : "kube-unavailable",
          `the watch of ${kind.plural} ended: ${code} ${message}`,
        );
      }
      yield event;
    }
  } finally {
    clearTimeout(deadline);
    stream.destroy();
  }
}

/**
 * Lines of a stream as they come, empty ones left out; `onBytes` is called whenever something came. Nothing of a line is
 * held after the next one was asked for: a watch lasts for minutes, and its events are large.
 */
async function* linesOf(stream: Readable, onBytes: () => void): AsyncGenerator<string> {
  stream.setEncoding("utf8");
  let begun = "";
  for await (const chunk of stream) {
    onBytes();
    const lines = `${begun}${chunk}`.split("\n");
    begun = lines.pop() ?? "";
    for (const line of lines) if (line !== "") yield line;
  }
  if (begun !== "") yield begun;
}
