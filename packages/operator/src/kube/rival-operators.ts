import { GROUP } from "@grampus/api";
import type { ObjectList } from "./client.ts";
import type { KubeConnection } from "./connection.ts";
import { LEASES, type Lease } from "./kinds.ts";
import { resourcePath } from "./objects.ts";

/** Annotation on an operator's Lease: the namespace it looks after; absent when it looks after all. */
export const SCOPE_ANNOTATION = `${GROUP}/watched-namespace` as const;

/** An operator of another namespace that may be at work on the same clusters. */
export interface RivalOperator {
  readonly namespace: string;
  /** Who holds its Lease. */
  readonly holder: string;
}

/** Who is asked about: operators whose Lease has this name, but for the one in `namespace`. Times in milliseconds. */
export interface RivalOptions {
  readonly connection: KubeConnection;
  readonly lease: { readonly namespace: string; readonly name: string };
  /** The namespace we look after; all when absent. */
  readonly scope: string | undefined;
  /** Silence of a holder after which it does not count any more. */
  readonly duration: number;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

interface Sighting {
  readonly version: string | undefined;
  readonly at: number;
}

function overlaps(left: string | undefined, right: string | undefined): boolean {
  return left === undefined || right === undefined || left === right;
}

/**
 * Gives a function that lists the operators of other namespaces which hold a Lease and may act where we do. One that is
 * seen for the first time counts: whether it is alive is known only after it kept silent for its Lease's duration.
 */
export function rivalOperators(options: RivalOptions): () => Promise<readonly RivalOperator[]> {
  const { connection, lease, scope, duration, now } = options;
  let seen: ReadonlyMap<string, Sighting> = new Map();

  function isSilent(namespace: string, { metadata, spec }: Lease): boolean {
    const before = seen.get(namespace);
    if (before === undefined || before.version !== metadata.resourceVersion) return false;
    return now() - before.at >= Math.max(duration, (spec?.leaseDurationSeconds ?? 0) * 1000);
  }

  return async () => {
    const { items }: ObjectList<Lease> = await connection.send({
      method: "GET",
      path: resourcePath(LEASES, {}),
      query: { fieldSelector: `metadata.name=${lease.name}` },
    });
    const held = items.filter(
      ({ metadata, spec }) =>
        metadata.namespace !== lease.namespace &&
        (spec?.holderIdentity ?? "") !== "" &&
        overlaps(scope, metadata.annotations?.[SCOPE_ANNOTATION]),
    );
    const alive = held.filter((item) => !isSilent(item.metadata.namespace ?? "", item));
    seen = new Map(
      held.map(({ metadata }) => {
        const { namespace = "", resourceVersion: version } = metadata;
        const before = seen.get(namespace);
        return [
          namespace,
          before !== undefined && before.version === version ? before : { version, at: now() },
        ];
      }),
    );
    return alive.map(({ metadata, spec }) => ({
      namespace: metadata.namespace ?? "",
      holder: spec?.holderIdentity ?? "",
    }));
  };
}
