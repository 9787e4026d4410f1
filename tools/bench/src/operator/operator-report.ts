import { isBusy, type Machine } from "../machine.ts";
import { number, type Row, table } from "../table.ts";
import { growthOf } from "./growth.ts";
import type { Phase } from "./operator-bench.ts";

/** A run of the fleet's bench. */
export interface FleetRun {
  readonly date: string;
  readonly machine: Machine;
  /** Node's options that the operator ran with. */
  readonly options: readonly string[];
  readonly phases: readonly Phase[];
}

/** What a fleet in one operator has to come to, with this many clusters. */
const TARGET = { clusters: 1_000, mebibytes: 250, restartMs: 10_000 } as const;

function row({ name, clusters, took, cores, usage }: Phase): Row {
  return [
    name,
    number(clusters),
    took === undefined ? "" : number(took / 1000),
    cores.toFixed(3),
    number(Math.round(usage.resident)),
    number(Math.round(usage.anonymous)),
    number(Math.round(usage.peak)),
  ];
}

function growthText(phases: readonly Phase[]): string {
  const points = phases
    .filter(({ name }) => name === "idle" || name === "left alone, Ready")
    .map(({ clusters, usage }) => [clusters, usage.resident] as const);
  const { base, perCluster } = growthOf(points);
  return `Least squares over the rows "idle" and "left alone, Ready": ${number(base)} MiB and ${number(perCluster)} KiB for each cluster of three members.`;
}

function verdict(what: string, allowed: number, unit: string, found: number | undefined): Row {
  if (found === undefined) return [what, `${number(allowed)} ${unit}`, "not measured", ""];
  return [
    what,
    `${number(allowed)} ${unit}`,
    `${number(found)} ${unit}`,
    found <= allowed ? "met" : "missed",
  ];
}

function targets(phases: readonly Phase[]): string {
  const { clusters, mebibytes, restartMs } = TARGET;
  const all = phases.filter((phase) => phase.clusters === clusters);
  const restart = all.find(({ took, name }) => took !== undefined && name.includes("restart"));
  const peak = all.length === 0 ? undefined : Math.max(...all.map(({ usage }) => usage.peak));
  return table(
    [`${number(clusters)} clusters`, "target", "found", ""],
    [
      verdict("highest resident memory", mebibytes, "MiB", peak),
      verdict(
        "all looked at after a restart",
        restartMs / 1000,
        "s",
        restart?.took === undefined ? undefined : restart.took / 1000,
      ),
    ],
  );
}

/** The page that is committed. */
export function fleetPage({ date, machine, options, phases }: FleetRun): string {
  const { processor, cores, memoryGiB, kernel, node, load } = machine;
  const busy = isBusy(machine)
    ? "\n**The machine was busy with other work**: more processes wanted to run than there are cores. Memory and cores hold; seconds are of this load."
    : "";
  const head = ["", "clusters", "s", "cores", "resident MiB", "of it no file", "peak MiB"];
  return `# A fleet in one operator

\`npm run bench:fleet\` on ${date}: ${processor}, ${cores} cores, ${memoryGiB} GiB, ${kernel}, Node ${node} ${options.join(" ")}.
One-minute load ${number(load.before)} before, ${number(load.after)} after.${busy}

The bundled operator beside a real API server without nodes. Of each cluster there are three members: their pods and claims are
made as a StatefulSet controller and a kubelet would, and behind the MySQL port is a stand-in that answers from memory: a session
with each member comes on top ([decision 35](../decisions/0035-a-fleet-in-one-operator.md)). Each size is made on top of the one before, by the same process; then the operator is
ended and a new one is started, as after an update. "cores" is processor time over time.

${targets(phases)}

${table(head, phases.map(row))}

${growthText(phases)}
`;
}
