import type { Gate, GateName } from "@grampus/dsl";
import { DURATION_FORM, durationMs, durationWord } from "../calendar/duration.ts";
import { readWindow, type WeekWindow, WINDOW_FORM } from "../calendar/window.ts";
import { isZone } from "../calendar/zone.ts";
import { dayNumber } from "../data/calendar-day.ts";
import { isMap, type PlainObject, type PlainValue } from "../data/plain-data.ts";
import { valueText } from "../data/value-text.ts";
import type { Finding } from "../findings/finding.ts";
import { followed } from "../fleet/follows.ts";
import { definitionCodes } from "./diagnostics.ts";
import type { GateEntry } from "./entries.ts";
import { isReason } from "./reason.ts";
import { readRequiredApproval } from "./required-approval.ts";
import { unknownFieldFinding } from "./settings.ts";

/** The names that gates have in messages and overrides. */
const GATE_NAMES: Readonly<Record<Gate["kind"], GateName>> = {
  soak: "soak",
  healthy: "healthy",
  window: "window",
  freeze: "freeze",
  approval: "approval",
  maxInFlight: "max-in-flight",
};

/** The name of a gate in messages and overrides. */
export function gateName({ kind }: Pick<GateEntry, "kind">): GateName {
  return GATE_NAMES[kind];
}

/** A gate as its function is called: what an override names. */
export function gateText(gate: GateEntry): string {
  const text = (value: PlainValue) => JSON.stringify(value);
  const list = (values: readonly string[]) => values.map(text).join(", ");
  switch (gate.kind) {
    case "soak":
      return `soak(${text(durationWord(gate.time))})`;
    case "healthy":
      return "healthy()";
    case "window":
      return `window(${list(gate.open.map((window) => window.text))})`;
    case "freeze": {
      const { from, until, zone, because } = gate;
      return `freeze({ from: ${text(from)}, until: ${text(until)}, zone: ${text(zone)}, because: ${text(because)} })`;
    }
    case "approval":
      return `approval({ from: [${list(gate.from)}], for: ${text(gate.for)} })`;
    case "maxInFlight":
      return `maxInFlight(${gate.clusters})`;
  }
}

/** Whether a text can be one that `gateText` gives. */
export function isGateText(text: string): boolean {
  const [, kind = ""] = /^(\w+)\(.*\)$/.exec(text) ?? [];
  return Object.hasOwn(GATE_NAMES, kind);
}

/** The fields of each gate, which its function writes. */
const FIELDS: Readonly<Record<Gate["kind"], readonly string[]>> = {
  soak: ["time"],
  healthy: [],
  window: ["open"],
  freeze: ["from", "until", "because", "zone"],
  approval: ["from", "for"],
  maxInFlight: ["clusters"],
};

const HINT =
  'use the functions of @grampus/dsl: soak("48h"), healthy(), window("Mon-Thu 09:00-16:00 Europe/Berlin"), freeze({ ... }), approval({ ... }), maxInFlight(2)';

/** A part of a gate that says something else than it may. */
interface Problem {
  readonly path: readonly (string | number)[];
  readonly found: PlainValue | undefined;
  readonly allowed: string;
  readonly hint?: string;
}

function soakGate({ time }: PlainObject): GateEntry | Problem {
  const length = typeof time === "string" ? durationMs(time) : undefined;
  return length === undefined
    ? { path: ["time"], found: time, allowed: DURATION_FORM }
    : { kind: "soak", time: length };
}

function windowGate({ open }: PlainObject): GateEntry | Problem {
  if (!Array.isArray(open) || open.length === 0) return { path: ["open"], found: open, allowed: WINDOW_FORM };
  const windows: WeekWindow[] = [];
  for (const [index, text] of open.entries()) {
    const path = ["open", index];
    if (typeof text !== "string") return { path, found: text, allowed: WINDOW_FORM };
    const read = readWindow(text);
    if (!("zone" in read)) return { path, ...read };
    windows.push(read);
  }
  return { kind: "window", open: windows };
}

function freezeGate({ from, until, because, zone = "UTC" }: PlainObject): GateEntry | Problem {
  const days = { from, until };
  for (const field of ["from", "until"] as const) {
    const day = days[field];
    if (typeof day !== "string" || dayNumber(day) === undefined)
      return { path: [field], found: day, allowed: 'a day of the calendar, like "2026-12-20"' };
  }
  if (typeof from !== "string" || typeof until !== "string" || until < from)
    return { path: ["until"], found: until, allowed: `${valueText(from)} or a later day` };
  if (!isReason(because))
    return { path: ["because"], found: because, allowed: 'a text that says why, like "Christmas"' };
  if (typeof zone !== "string" || !isZone(zone))
    return { path: ["zone"], found: zone, allowed: "the IANA name of a time zone: Europe/Berlin, UTC" };
  return { kind: "freeze", from, until, because, zone };
}

function approvalGate(value: PlainObject): GateEntry | Problem {
  const read = readRequiredApproval(value);
  if (!("field" in read)) return { kind: "approval", ...read };
  const { field, value: found, ...rest } = read;
  return { path: [field], found, ...rest };
}

function inFlightGate({ clusters }: PlainObject): GateEntry | Problem {
  return typeof clusters === "number" && Number.isInteger(clusters) && clusters > 0
    ? { kind: "maxInFlight", clusters }
    : { path: ["clusters"], found: clusters, allowed: "a whole number from 1" };
}

function isKind(kind: PlainValue | undefined): kind is Gate["kind"] {
  return typeof kind === "string" && Object.hasOwn(FIELDS, kind);
}

function readGate(kind: Gate["kind"], value: PlainObject): GateEntry | Problem {
  switch (kind) {
    case "soak":
      return soakGate(value);
    case "healthy":
      return { kind };
    case "window":
      return windowGate(value);
    case "freeze":
      return freezeGate(value);
    case "approval":
      return approvalGate(value);
    case "maxInFlight":
      return inFlightGate(value);
  }
}

function wrongGate(file: string, index: number, problem: Problem): Finding {
  const { path, found, allowed, hint } = problem;
  const field = `gates[${index}]${path.map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`)).join("")}`;
  const occurrence = {
    path: field,
    found: found === undefined ? "nothing" : valueText(found),
    allowed,
    ...(hint === undefined ? {} : { hint }),
  };
  return {
    diagnostic: definitionCodes.create("unsupported-value", { field }, occurrence),
    place: { file, path: ["gates", index, ...path], part: "value" },
  };
}

/** The gates of an environment. What is wrong with them goes to `findings`. */
export function checkedGates(file: string, data: PlainObject, findings: Finding[]): readonly GateEntry[] {
  const { gates } = data;
  if (!Array.isArray(gates)) return [];
  if (gates.length > 0 && followed(data) === "head") {
    const environment = typeof data.name === "string" ? data.name : "it";
    findings.push({
      diagnostic: definitionCodes.create("idle-gates", { environment }, { path: "gates" }),
      place: { file, path: ["gates"], part: "value" },
    });
  }
  return gates.flatMap((value: PlainValue, index): readonly GateEntry[] => {
    if (!isMap(value) || !isKind(value.kind)) {
      findings.push(wrongGate(file, index, { path: [], found: value, allowed: "a gate", hint: HINT }));
      return [];
    }
    const known = ["kind", ...FIELDS[value.kind]];
    const owner = { file, at: ["gates", index], owner: "a gate" };
    const unknown = Object.keys(value).filter((key) => !known.includes(key));
    findings.push(...unknown.map((key) => unknownFieldFinding(owner, [key], known.slice(1))));
    const read = readGate(value.kind, value);
    if (!("path" in read)) return [read];
    findings.push(wrongGate(file, index, read));
    return [];
  });
}
