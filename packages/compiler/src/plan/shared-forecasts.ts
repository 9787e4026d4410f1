import { API_VERSION, CLUSTER_KIND, type Cluster, type ClusterSpec } from "@grampus/api";
import type { ForecastStart } from "@grampus/planner/forecast";
import { specStalls } from "@grampus/resources";
import { plainCopy } from "../data/plain-copy.ts";
import { isEqual, type PlainObject } from "../data/plain-data.ts";
import type { Player } from "./cluster-plan.ts";
import {
  type ClusterState,
  changePlayed,
  configMapName,
  creationPlayed,
  deletionPlayed,
  isConfig,
  type Played,
} from "./played.ts";

/** A name that is in no text of the operator's: members of every cluster are called by it while they are played. */
const ANY = "zzqxjkvwzz";

/**
 * Fields of which the planner wants to know the value even when it does not change. All others only become part of pods
 * and volumes: while they are the same, they are the same in both templates, and no step depends on them.
 */
const READ: ReadonlySet<string> = new Set<keyof ClusterSpec>([
  "version",
  "members",
  "abandonedMembers",
  "baseServerId",
  "multiMaster",
  "config",
  "rootPasswordSecret",
  "sslSecret",
  "deletionPolicy",
  "updateStrategy",
  "maxSecondaryLag",
]);

function changedOnly<Value>(
  own: Readonly<Record<string, Value>>,
  other: Readonly<Record<string, unknown>>,
  isKept: (key: string) => boolean,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(
    Object.entries(own).filter(([key, value]) => isKept(key) || !isEqual(value, other[key])),
  );
}

/** A spec without what is the same in another one and changes no step. */
function reducedSpec(own: ClusterSpec, other: ClusterSpec): ClusterSpec {
  const { variables = {} } = own;
  const spec = changedOnly({ ...own }, { ...other }, (key) => READ.has(key));
  if (!("variables" in spec)) return spec;
  return { ...spec, variables: changedOnly({ ...variables }, { ...other.variables }, () => false) };
}

function anonymous(spec: ClusterSpec, { objects, cluster }: ClusterState): ClusterState {
  const { namespace } = cluster.metadata;
  const metadata = { name: ANY, ...(namespace === undefined ? {} : { namespace }) };
  const named: Cluster = { apiVersion: API_VERSION, kind: CLUSTER_KIND, metadata, spec };
  const config = configMapName({ cluster, objects });
  return { cluster: typed(named), objects: objects.filter((object) => isConfig(object, config)) };
}

/** A Cluster as plain data, which it is. */
function typed(cluster: Cluster): PlainObject & Cluster {
  return Object.assign({}, plainCopy(cluster), cluster);
}

function renamed(played: Played, name: string): Played {
  const own = (text: string) => text.replaceAll(ANY, name);
  const { outcome } = played;
  return {
    interruption: played.interruption,
    notes: played.notes.map(own),
    outcome: "message" in outcome ? { ...outcome, message: own(outcome.message) } : outcome,
    steps: played.steps.map(({ subject, because, text, to, ...step }) => ({
      ...step,
      subject: own(subject),
      because: own(because),
      ...(to === undefined ? {} : { to: own(to) }),
      ...(text === undefined ? {} : { text: own(text) }),
    })),
  };
}

function anonymousStart({ primary, down, lost, ...rest }: ForecastStart, name: string): ForecastStart {
  const any = (member: string) => member.replace(name, ANY);
  return {
    ...rest,
    ...(primary === undefined ? {} : { primary: any(primary) }),
    ...(down === undefined ? {} : { down: down.map(any) }),
    ...(lost === undefined ? {} : { lost: lost.map(any) }),
  };
}

/**
 * A player that plays each change once, whatever the clusters are called and whatever else their specs say. Where a spec
 * would stall it is played as it is: what stalls may be what stays the same.
 */
export function sharedForecasts(): Player {
  const known = new Map<string, Played>();
  const remembered = (key: unknown, play: () => Played): Played => {
    const text = JSON.stringify(key);
    const found = known.get(text);
    if (found !== undefined) return found;
    const played = play();
    known.set(text, played);
    return played;
  };
  return {
    creation: creationPlayed,
    deletion: deletionPlayed,
    change: (before, after, start) => {
      if ([before, after].some(({ cluster }) => specStalls(cluster).length > 0))
        return changePlayed(before, after, start);
      const { name } = after.cluster.metadata;
      const [from, to] = [before.cluster.spec ?? {}, after.cluster.spec ?? {}];
      const old = anonymous(reducedSpec(from, to), before);
      const current = anonymous(reducedSpec(to, from), after);
      const begun = anonymousStart(start, name);
      return renamed(
        remembered([old, current, begun], () => changePlayed(old, current, begun)),
        name,
      );
    },
  };
}
