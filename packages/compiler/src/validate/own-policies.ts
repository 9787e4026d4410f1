import { pathText } from "@grampus/api";
import type { Diagnostic, Occurrence, SourceLocation } from "@grampus/diagnostics";
import { valueAt } from "../data/data-path.ts";
import type { PlainObject } from "../data/plain-data.ts";
import { valueText } from "../data/value-text.ts";
import type { EnvironmentEntry, OwnPolicyEntry } from "../definition/entries.ts";
import { definitionPath } from "../fields/field-name.ts";
import type { Judgement } from "../load/judge.ts";
import type { ResolvedOverlay } from "../resolve/resolve.ts";
import type { Breach, Outcome } from "./breach.ts";
import { policyCodes } from "./diagnostics.ts";
import { type OwnFinding, ownFindings } from "./own-answer.ts";

/** The environment as a policy sees it. */
export function policedEnvironment({
  name,
  target,
  namespace,
  platform,
  after,
}: EnvironmentEntry): PlainObject {
  return { name, target, namespace, platform: platform.kind, ...(after === undefined ? {} : { after }) };
}

function breach(name: string, place: string, finding: OwnFinding, { manifest }: ResolvedOverlay): Breach {
  const { path, message, severity, allowed, fix } = finding;
  const found = valueAt(manifest, path);
  const occurrence = {
    path: pathText(path),
    ...(found === undefined ? {} : { found: valueText(found) }),
    ...(allowed === undefined ? {} : { allowed }),
    ...(fix === undefined ? {} : { hint: `write ${pathText(definitionPath(path))}: ${valueText(fix)}` }),
  };
  const diagnostic = { ...policyCodes.create("own", { name, message, place }, occurrence), severity };
  return { path, diagnostic, ...(fix === undefined ? {} : { suggested: fix }) };
}

function thrownHint(error: string): Pick<Occurrence, "hint"> {
  if (/^TypeError: Cannot read properties of undefined/.test(error))
    return { hint: "a field that nobody sets is undefined: cluster.spec.resources?.server" };
  return /^TypeError: Cannot (add|assign|define|delete)|is not extensible$/.test(error)
    ? { hint: "what a policy sees is frozen: it says what is wrong, and changes nothing" }
    : {};
}

const LONGEST_PATH = 60;

function told(source: SourceLocation | undefined): Pick<Occurrence, "source"> {
  return source === undefined ? {} : { source };
}

function outcomeOf(name: string, place: string, judgement: Judgement, overlay: ResolvedOverlay): Outcome {
  const fault = (diagnostic: Diagnostic): Outcome => ({
    breaches: [],
    isJudged: false,
    fault: diagnostic,
  });
  switch (judgement.kind) {
    case "answer": {
      const answer = ownFindings(judgement.data);
      if ("kind" in answer) {
        return fault(policyCodes.create("wrong-answer", { name, at: answer.at, place }, answer.occurrence));
      }
      return { breaches: answer.map((finding) => breach(name, place, finding, overlay)), isJudged: true };
    }
    case "not-plain": {
      const { path, what } = judgement;
      const at = path.length > LONGEST_PATH ? `${path.slice(0, LONGEST_PATH - 1)}…` : path;
      return fault(policyCodes.create("wrong-answer", { name, at, place }, { found: what }));
    }
    case "unsteady": {
      const { first, second } = judgement;
      const found = `${valueText(JSON.parse(first))}, then ${valueText(JSON.parse(second))}`;
      return fault(policyCodes.create("unsteady", { name, place }, { found }));
    }
    case "not-hermetic": {
      const { what, source } = judgement;
      return fault(policyCodes.create("not-hermetic", { name, what }, told(source)));
    }
    case "threw": {
      const { error, source } = judgement;
      const occurrence = { ...told(source), ...thrownHint(error) };
      return fault(policyCodes.create("threw", { name, error, place }, occurrence));
    }
    case "took-too-long": {
      const { milliseconds, source } = judgement;
      return fault(policyCodes.create("took-too-long", { name, milliseconds, place }, told(source)));
    }
    case "not-asked":
      return { breaches: [], isJudged: false };
  }
}

/** What asking a policy about a cluster came to. */
export function ownOutcome(policy: OwnPolicyEntry, judgement: Judgement, overlay: ResolvedOverlay): Outcome {
  return outcomeOf(policy.name, `${overlay.environment.name}/${overlay.cluster.name}`, judgement, overlay);
}
