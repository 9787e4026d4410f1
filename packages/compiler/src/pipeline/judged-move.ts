import { type Diagnostic, didYouMean, hasErrors } from "@grampus/diagnostics";
import type { EnvironmentEntry, GateEntry } from "../definition/entries.ts";
import { gateName, gateText } from "../definition/gates.ts";
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
  const texts = [...new Set(gates.map(gateText))];
  const several = known.flatMap((name) => {
    const meant = [...new Set(gates.filter((gate) => gateName(gate) === name).map(gateText))];
    if (!wish.gates.includes(name) || meant.length < 2) return [];
    const hint = `--override '${meant[0]}'`;
    return [gateCodes.create("several", { gate: name, environment }, { allowed: meant.join(", "), hint })];
  });
  const unknown = wish.gates
    .filter((gate) => ![...known, ...texts].some((name) => name === gate))
    .map((gate) => {
      const allowed = known.length === 0 ? "none: it has no gates" : known.join(", ");
      const occurrence = { found: gate, allowed, ...didYouMean(gate, known) };
      return gateCodes.create("unknown", { gate, environment }, occurrence);
    });
  const wrong = [...unknown, ...several];
  return isReason(wish.because) ? wrong : [...wrong, gateCodes.create("no-reason", {})];
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
  const isWished = (gate: GateEntry) =>
    wish.gates.includes(gateName(gate)) || wish.gates.includes(gateText(gate));
  return ({ environment, release: { number, digest } }) =>
    [...new Set(environment.gates.filter(isWished).map(gateText))].map((gate) => {
      return { gate, release: number, digest, by, at, because };
    });
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
  gates: readonly GateEntry[],
  wished: (pin: GatedPin) => readonly Override[],
): readonly FileChange[] {
  return pins.flatMap((pin) => {
    const { environment, cluster, verdicts, overrides } = pin;
    const isPassed = (_: GateEntry, index: number) =>
      verdicts.some((verdict) => verdict.index === index && verdict.state === "overridden");
    const passed = new Set(gates.filter(isPassed).map(gateText));
    const isNew = ({ gate, release, digest }: Override) =>
      passed.has(gate) &&
      !overrides.some((one) => one.gate === gate && one.digest === digest && one.release === release);
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
  return { kind: "judged", pins, changes: overrideChanges(root, pins, gates, wished) };
}
