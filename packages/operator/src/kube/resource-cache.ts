import { setTimeout as delay } from "node:timers/promises";
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
  /** Called after the cache holds the change. A deleted and re-created object is a removal and a set. */
  readonly onChange: (change: CacheChange<T>) => void;
  /** Told of every failed list and broken watch; the cache goes on by itself. */
  readonly onTrouble: (message: string) => void;
  /** Under which key `group` finds an object, if any. */
  readonly groupOf?: (object: T) => string | undefined;
  readonly random: () => number;
  /** Milliseconds a watch may be silent. */
  readonly silence?: number;
}

const PAGE = "500";

function keyOf({ metadata }: KubeObject): string {
  return `${metadata.namespace ?? ""}/${metadata.name}`;
}

/** The object without `metadata.managedFields`, most of its size, which the operator never reads. */
function slim<T extends KubeObject>(object: T): T {
  return { ...object, metadata: { ...object.metadata, managedFields: undefined } };
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
    const object = slim(given);
    const key = keyOf(object);
    const known = this.#objects.get(key);
    if (known !== undefined && known.metadata.uid === object.metadata.uid) {
      if (known.metadata.resourceVersion === object.metadata.resourceVersion) return;
    } else if (known !== undefined) {
      this.#remove(known);
    }
    this.#objects.set(key, object);
    if (known !== undefined) this.#ungroup(key, known);
    const group = this.#options.groupOf?.(object);
    if (group !== undefined) {
      const members = this.#groups.get(group) ?? new Map<string, T>();
      this.#groups.set(group, members.set(key, object));
    }
    this.#options.onChange({ kind: "set", object });
  }

  #remove(object: T): void {
    const key = keyOf(object);
    const known = this.#objects.get(key);
    if (known === undefined || known.metadata.uid !== object.metadata.uid) return;
    this.#objects.delete(key);
    this.#ungroup(key, known);
    this.#options.onChange({ kind: "removed", object: slim(object) });
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
