import { type Diagnostic, didYouMean, hasErrors } from "@grampus/diagnostics";
import type { EnvironmentEntry } from "../definition/entries.ts";
import { ALL_GATE_NAMES, gateName } from "../definition/gates.ts";
import { isReason } from "../definition/reason.ts";
import { gateCodes } from "../gates/diagnostics.ts";
import type { GatedPin } from "../gates/findings.ts";
import type { MovedPin } from "../gates/moved-pins.ts";
import { gitLine } from "../git/committed-files.ts";
import type { LiveOptions } from "../live/live-changes.ts";
import type { FileChange } from "../output/changes.ts";
import type { WantedPin } from "../promotion/wanted.ts";
import { type Override, overridesChange } from "../records/overrides.ts";
import { recordReaders } from "../records/readers.ts";
import { changedFleet } from "./changed-fleet.ts";
import { type CompiledFleet, told } from "./compiled-fleet.ts";
import { judgedPins } from "./judged-gates.ts";
import { seenBefore } from "./live-sights.ts";
import type { JudgedMove, RefusedMove } from "./moved-pins.ts";

/** Gates that a promotion goes past, and why. */
export interface OverrideWish {
  readonly gates: readonly string[];
  readonly because?: string;
}

/** What is wrong with a wish to go past gates of an environment. */
export function overrideDiagnostics(
  { name: environment, gates }: EnvironmentEntry,
  wish: OverrideWish | undefined,
): readonly Diagnostic[] {
  if (wish === undefined) return [];
  const known = [...new Set(gates.map(gateName))];
  const unknown = wish.gates
    .filter((gate) => !known.some((name) => name === gate))
    .map((gate) => {
      const allowed = known.length === 0 ? "none: it has no gates" : known.join(", ");
      const occurrence = { found: gate, allowed, ...didYouMean(gate, known) };
      return gateCodes.create("unknown", { gate, environment }, occurrence);
    });
  return isReason(wish.because) ? unknown : [...unknown, gateCodes.create("no-reason", {})];
}

/** Who runs this, as Git names whoever commits; undefined when it does not know. */
async function gitUser(root: string): Promise<string | undefined> {
  const [name, email] = [
    await gitLine(root, ["config", "user.name"]),
    await gitLine(root, ["config", "user.email"]),
  ];
  return name === undefined || email === undefined ? undefined : `${name} <${email}>`;
}

/** The overrides that a wish comes to, for a pin that moves. */
async function overridesOf(
  root: string,
  wish: OverrideWish | undefined,
  now: Date,
): Promise<((pin: MovedPin) => readonly Override[]) | undefined> {
  if (wish?.because === undefined) return () => [];
  const { because } = wish;
  const by = await gitUser(root);
  if (by === undefined) return undefined;
  const at = `${now.toISOString().slice(0, "2026-11-30T09:00:00".length)}Z`;
  const gates = ALL_GATE_NAMES.filter((gate) => wish.gates.includes(gate));
  return ({ release: { number, digest } }) =>
    gates.map((gate) => ({ gate, release: number, digest, by, at, because }));
}

function refused(diagnostics: readonly Diagnostic[]): RefusedMove {
  return { kind: "refused", diagnostics };
}

/** The pins that gates hold, where nothing else is wrong; none otherwise. */
function heldPins(pins: readonly GatedPin[], diagnostics: readonly Diagnostic[]): readonly GatedPin[] {
  const isOtherwiseWrong = diagnostics.some(
    ({ severity, code }) => severity === "error" && code !== "gate/holds",
  );
  return isOtherwiseWrong
    ? []
    : pins.filter(({ verdicts }) => verdicts.some(({ state }) => state === "holds"));
}

/** The gates that a promotion went past just now, each once, as files to write. */
function overrideChanges(
  root: string,
  pins: readonly GatedPin[],
  recorded: (environment: string, cluster: string) => readonly Override[],
  wished: (pin: GatedPin) => readonly Override[],
): readonly FileChange[] {
  return pins.flatMap((pin) => {
    const { environment, cluster, verdicts, digest } = pin;
    const known = recorded(environment, cluster);
    const isNew = ({ gate }: Override) =>
      verdicts.some((verdict) => verdict.gate === gate && verdict.state === "overridden") &&
      !known.some((one) => one.gate === gate && one.digest === digest && one.release === pin.release);
    return overridesChange(root, environment, cluster, wished(pin).filter(isNew)) ?? [];
  });
}

/** What is asked of gates. */
export interface MoveToJudge {
  readonly root: string;
  readonly now?: Date;
  readonly override?: OverrideWish;
  readonly live?: LiveOptions;
}

/**
 * Asks the gates of an environment about pins that move. What holds is refused; what is gone past is to be written with the
 * lock.
 *
 * @throws CompilerFault `git-failed`, `cannot-read`
 */
export async function judgedMove(
  compiled: CompiledFleet,
  { name, gates }: EnvironmentEntry,
  { root, now = new Date(), override, live }: MoveToJudge,
  wanted: readonly WantedPin[],
): Promise<JudgedMove | RefusedMove> {
  if (gates.length === 0) return { kind: "judged", pins: [], changes: [] };
  const changed = await changedFleet(root, compiled, undefined, new Set([name]));
  if (changed.kind === "incomparable") return refused(changed.diagnostics);
  const overriding = await overridesOf(root, override, now);
  if (overriding === undefined) return refused([gateCodes.create("no-user", {})]);
  const records = recordReaders(root);
  const asked = new Set(wanted.filter(({ from, to }) => from !== to).map(({ cluster }) => cluster));
  const entry = compiled.fleet.environments.get(name);
  const seen = entry === undefined ? undefined : await seenBefore(compiled, [entry], live);
  const { pins, findings } = await judgedPins({
    root,
    records,
    compiled,
    ...changed,
    now,
    isAsked: (environment, cluster) => environment === name && asked.has(cluster),
    overriding,
    isWritten: false,
    ...(seen === undefined ? {} : { live: seen }),
  });
  const unread = records.diagnostics.map((diagnostic) => ({ diagnostic }));
  const diagnostics = await told(root, [...unread, ...findings]);
  if (hasErrors(diagnostics)) return { ...refused(diagnostics), held: heldPins(pins, diagnostics) };
  const pinOf = new Map(
    (entry?.clusters ?? []).flatMap(({ cluster, source }) =>
      source.kind === "release" && entry !== undefined
        ? [[cluster.name, { environment: entry, cluster: cluster.name, release: source.release }] as const]
        : [],
    ),
  );
  const wished = ({ cluster }: GatedPin) => {
    const pin = pinOf.get(cluster);
    return pin === undefined ? [] : overriding(pin);
  };
  const recorded = (environment: string, cluster: string) =>
    records.overrides(environment, cluster).overrides;
  return { kind: "judged", pins, changes: overrideChanges(root, pins, recorded, wished) };
}
