import { setTimeout as delay } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { errorText } from "../fault.ts";
import { REQUEST_MS, WATCH_MS } from "../timing.ts";
import type { ObjectList } from "./client.ts";
import type { KubeConnection } from "./connection.ts";
import { type KubeObject, type ResourceKind, resourcePath } from "./objects.ts";
import { type WatchScope, watchEvents } from "./watch.ts";

/** One change of a cached object; `object` is its last known state. */
export interface CacheChange<T extends KubeObject> {
  readonly kind: "set" | "removed";
  readonly object: T;
}

/** Settings of a cache. */
export interface CacheOptions<T extends KubeObject> {
  readonly scope: WatchScope;
  /** What is kept of an object: what nobody reads is dropped before it is. */
  readonly kept: (object: T) => T;
  /**
   * Called after the cache holds the change; not for an object of which all that is kept is as it was. A deleted and
   * re-created object is a removal and a set.
   */
  readonly onChange: (change: CacheChange<T>) => void;
  /** Told of every failed list and broken watch; the cache goes on by itself. */
  readonly onTrouble: (message: string) => void;
  /** Under which key `group` finds an object, if any. */
  readonly groupOf?: (object: T) => string | undefined;
  readonly random: () => number;
  /** Milliseconds a watch may be silent. */
  readonly silence?: number;
}

/** Objects of one answer: what is read and parsed at once is what a restart takes for a moment, in any fleet. */
const PAGE = "100";

function keyOf({ metadata }: KubeObject): string {
  return `${metadata.namespace ?? ""}/${metadata.name}`;
}

function isUnchanged(known: KubeObject, object: KubeObject): boolean {
  const { resourceVersion } = object.metadata;
  return isDeepStrictEqual({ ...known, metadata: { ...known.metadata, resourceVersion } }, object);
}

/** The object with the fields of the known one where they are equal: what hangs on them, such as its spec, stays. */
function withKnownFields<T extends KubeObject>(object: T, known: T): T {
  const fields: T = { ...object };
  for (const field in object)
    if (isDeepStrictEqual(object[field], known[field])) fields[field] = known[field];
  return fields;
}

/**
 * The current objects of one kind, kept by list and watch. Lists again after any error and after any end it cannot
 * resume, so that a missed event is never missed for long.
 */
export class ResourceCache<T extends KubeObject> {
  readonly #connection: KubeConnection;
  readonly #kind: ResourceKind<T>;
  readonly #options: CacheOptions<T>;
  readonly #objects = new Map<string, T>();
  readonly #groups = new Map<string, Map<string, T>>();
  #synced = false;
  #lastHeard = 0;

  constructor(connection: KubeConnection, kind: ResourceKind<T>, options: CacheOptions<T>) {
    this.#connection = connection;
    this.#kind = kind;
    this.#options = options;
  }

  /** Whether the first list is complete. */
  get synced(): boolean {
    return this.#synced;
  }

  /** When the API server was last heard from, in milliseconds since the epoch; 0 before the first list. */
  get lastHeard(): number {
    return this.#lastHeard;
  }

  get plural(): string {
    return this.#kind.plural;
  }

  get size(): number {
    return this.#objects.size;
  }

  all(): Iterable<T> {
    return this.#objects.values();
  }

  find(namespace: string, name: string): T | undefined {
    return this.#objects.get(`${namespace}/${name}`);
  }

  /** Objects that `groupOf` puts under this key, in no particular order. */
  group(key: string): readonly T[] {
    return [...(this.#groups.get(key)?.values() ?? [])];
  }

  /**
   * Takes the answer of a write at once, so that the next look does not see the world before it. Only for objects the
   * cache knows: one deleted meanwhile must not come back.
   */
  learn(object: T): void {
    const known = this.#objects.get(keyOf(object));
    if (known !== undefined && isLater(object, known)) this.#set(object);
  }

  /** Lists and watches until the signal; ends then, and only then. */
  async run(signal: AbortSignal): Promise<void> {
    let pause: number = WATCH_MS.firstPause;
    while (!signal.aborted) {
      try {
        let version = await this.#list(signal);
        while (!signal.aborted) {
          const startedAt = performance.now();
          version = await this.#watch(version, signal);
          pause = WATCH_MS.firstPause;
          const left = WATCH_MS.shortest - (performance.now() - startedAt);
          if (left > 0) await delay(left, undefined, { signal });
        }
      } catch (error) {
        if (signal.aborted) return;
        this.#options.onTrouble(`${this.#kind.plural}: ${errorText(error)}`);
        await delay(pause * (0.5 + this.#options.random()), undefined, { signal }).catch(() => undefined);
        pause = Math.min(pause * 2, WATCH_MS.longestPause);
      }
    }
  }

  async #list(signal: AbortSignal): Promise<string> {
    const { namespace, labelSelector, fieldSelector } = this.#options.scope;
    const seen = new Set<string>();
    let next: string | undefined;
    let version: string;
    do {
      const page: ObjectList<T> = await this.#connection.send({
        method: "GET",
        path: resourcePath(this.#kind, { namespace }),
        query: { limit: PAGE, continue: next, labelSelector, fieldSelector },
        signal,
        timeout: REQUEST_MS.listPage,
      });
      for (const object of page.items) {
        seen.add(keyOf(object));
        this.#set({ ...object, apiVersion: this.#kind.apiVersion, kind: this.#kind.kind });
      }
      version = page.metadata.resourceVersion;
      next = page.metadata.continue || undefined;
    } while (next !== undefined);
    for (const [key, object] of [...this.#objects]) if (!seen.has(key)) this.#remove(object);
    this.#synced = true;
    this.#lastHeard = Date.now();
    return version;
  }

  async #watch(from: string, signal: AbortSignal): Promise<string> {
    const { scope, silence } = this.#options;
    const limits = silence === undefined ? { signal } : { signal, silence };
    let version = from;
    for await (const event of watchEvents(this.#connection, this.#kind, scope, from, limits)) {
      this.#lastHeard = Date.now();
      if (event.type === "ERROR") continue;
      version = event.object.metadata.resourceVersion ?? version;
      if (event.type === "DELETED") this.#remove(event.object);
      else if (event.type !== "BOOKMARK") this.#set(event.object);
    }
    return version;
  }

  #set(given: T): void {
    const key = keyOf(given);
    const known = this.#objects.get(key);
    const isSame = known !== undefined && known.metadata.uid === given.metadata.uid;
    if (isSame && known.metadata.resourceVersion === given.metadata.resourceVersion) return;
    const kept = this.#options.kept(given);
    const object = isSame ? withKnownFields(kept, known) : kept;
    if (known !== undefined && !isSame) this.#remove(known);
    this.#objects.set(key, object);
    if (known !== undefined) this.#ungroup(key, known);
    const group = this.#options.groupOf?.(object);
    if (group !== undefined) {
      const members = this.#groups.get(group) ?? new Map<string, T>();
      this.#groups.set(group, members.set(key, object));
    }
    if (!isSame || !isUnchanged(known, object)) this.#options.onChange({ kind: "set", object });
  }

  #remove(object: T): void {
    const key = keyOf(object);
    const known = this.#objects.get(key);
    if (known === undefined || known.metadata.uid !== object.metadata.uid) return;
    this.#objects.delete(key);
    this.#ungroup(key, known);
    this.#options.onChange({ kind: "removed", object: this.#options.kept(object) });
  }

  #ungroup(key: string, known: T): void {
    const group = this.#options.groupOf?.(known);
    const members = group === undefined ? undefined : this.#groups.get(group);
    if (group === undefined || members === undefined) return;
    members.delete(key);
    if (members.size === 0) this.#groups.delete(group);
  }
}

function isLater(object: KubeObject, known: KubeObject): boolean {
  return (
    object.metadata.uid === known.metadata.uid &&
    BigInt(object.metadata.resourceVersion ?? 0) > BigInt(known.metadata.resourceVersion ?? 0)
  );
}
