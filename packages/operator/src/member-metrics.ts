import { type MemberAnswer, memberLags, type Observation } from "@grampus/planner";
import { Gauge, type Registry } from "prom-client";

const LABELS = ["namespace", "cluster", "member"] as const;

type Label = (typeof LABELS)[number];

/** Figures of members as they were seen last: a series for each member that there is, and none for those that are gone. */
export interface MemberMetrics {
  note(observation: Observation): void;
  /** Forgets a cluster, by its namespace and name. */
  forget(namespace: string, cluster: string): void;
}

function takesWrites({ superReadOnly, readOnly }: MemberAnswer): boolean {
  return !superReadOnly && !readOnly;
}

/** Gauges by member. */
export function memberMetrics(registers: Registry[]): MemberMetrics {
  const gauge = (name: string, help: string) =>
    new Gauge<Label>({ name, help, labelNames: LABELS, registers });
  const online = gauge("grampus_member_online", "1 while a member says that it is ONLINE in its group.");
  const writable = gauge("grampus_member_writable", "1 while a member is not read-only.");
  const seconds = gauge(
    "grampus_member_behind_seconds",
    "For how long a member has lacked something that the primary had executed, as far as the operator saw.",
  );
  const transactions = gauge(
    "grampus_member_behind_transactions",
    "Transactions of the primary that a member has not executed.",
  );
  const all = [online, writable, seconds, transactions];
  const known = new Map<string, readonly string[]>();

  function drop(namespace: string, cluster: string, members: readonly string[]): void {
    for (const member of members) for (const one of all) one.remove({ namespace, cluster, member });
  }
  return {
    note(observation) {
      const { name, namespace = "" } = observation.cluster.metadata;
      const key = `${namespace}/${name}`;
      const members = Object.keys(observation.members);
      drop(
        namespace,
        name,
        (known.get(key) ?? []).filter((member) => !members.includes(member)),
      );
      known.set(key, members);
      const lags = memberLags(observation);
      for (const [member, report] of Object.entries(observation.members)) {
        const labels = { namespace, cluster: name, member };
        const answer = report.kind === "answered" ? report : undefined;
        online.set(labels, answer?.state === "ONLINE" ? 1 : 0);
        writable.set(labels, answer !== undefined && takesWrites(answer) ? 1 : 0);
        seconds.set(labels, (lags[member]?.ms ?? 0) / 1_000);
        transactions.set(labels, lags[member]?.transactions ?? 0);
      }
    },
    forget(namespace, cluster) {
      const key = `${namespace}/${cluster}`;
      drop(namespace, cluster, known.get(key) ?? []);
      known.delete(key);
    },
  };
}
