import { type Context, runInContext } from "node:vm";
import type { Diagnostic, SourceLocation } from "@grampus/diagnostics";
import type { PlainObject, PlainValue } from "../data/plain-data.ts";
import { JUDGE_SCRIPT, type RealmJudge, type RealmJudgement, RUN_JUDGES } from "./judge-script.ts";
import { forbiddenUse, isTimeout } from "./realm.ts";
import type { StackLocator } from "./stack.ts";

/** A function of an environment's policies, and what it is asked about. */
export interface Question {
  readonly asked: unknown;
  /** The file of the environment, and the place of the policy among its own. */
  readonly file: string;
  readonly index: number;
  readonly cluster: PlainObject;
  readonly environment: PlainObject;
}

/** What asking a function came to. */
export type Judgement =
  | { readonly kind: "answer"; readonly data: PlainValue }
  | { readonly kind: "not-plain"; readonly what: string; readonly path: string }
  | { readonly kind: "unsteady"; readonly first: string; readonly second: string }
  | { readonly kind: "not-hermetic"; readonly what: string; readonly source?: SourceLocation }
  | { readonly kind: "threw"; readonly error: string; readonly source?: SourceLocation }
  | { readonly kind: "took-too-long"; readonly milliseconds: number; readonly source?: SourceLocation }
  /** The function did not end when it was asked about something else. */
  | { readonly kind: "not-asked" };

/** What asking several functions came to, in their order, and what they wrote with `console`. */
export interface Judged {
  readonly judgements: readonly Judgement[];
  readonly logs: readonly Diagnostic[];
}

/** Asks functions of definitions in their realm, under its time limit. */
export type Judge = (questions: readonly Question[]) => Judged;

/** What asking needs of the evaluation that made the functions. */
export interface JudgeContext {
  /** Milliseconds for all questions that are asked at once. */
  readonly timeout: number;
  readonly locate: StackLocator;
  /** Where the function loops that ran out of time. */
  readonly loop: (question: Question) => SourceLocation | undefined;
  /** What was written with `console` since the last call. */
  readonly logs: () => readonly Diagnostic[];
}

function placed(source: SourceLocation | undefined): { readonly source?: SourceLocation } {
  return source === undefined ? {} : { source };
}

function plainJudgement(judgement: RealmJudgement, locate: StackLocator): Judgement {
  if (judgement.kind === "answer") return { kind: "answer", data: JSON.parse(judgement.text) };
  if (judgement.kind !== "threw") return { ...judgement };
  const { name, message, stack, thrown } = judgement;
  const source = placed(locate(stack));
  const what = forbiddenUse(name, message);
  if (what !== undefined) return { kind: "not-hermetic", what, ...source };
  return { kind: "threw", error: name === "" ? thrown : `${name}: ${message}`, ...source };
}

type Data = Pick<Question, "cluster" | "environment">;

/** Gives the judge of a realm what to ask next, in the place of what it had. */
function prepare(
  held: RealmJudge,
  next: readonly (Data & { readonly asked: unknown })[],
  known = new Map<PlainObject, unknown>(),
): void {
  const inRealm = (data: PlainObject) => {
    if (!known.has(data)) known.set(data, held.frozen(JSON.stringify(data)));
    return known.get(data);
  };
  held.clear();
  for (const { asked, cluster, environment } of next) held.add(asked, inRealm(cluster), inRealm(environment));
}

function run(realm: Context, timeout: number): void {
  runInContext(`${RUN_JUDGES}()`, realm, { timeout });
}

/** Makes the judge of a realm, before anything else runs there. */
export function judgeOf(realm: Context): RealmJudge {
  return runInContext(JUDGE_SCRIPT, realm, { filename: "grampus:judge" });
}

/** Asks one function of a realm, for as long as it takes or the time limit allows. */
export function askOnce(
  realm: Context,
  held: RealmJudge,
  question: Data & { readonly asked: unknown },
  timeout: number,
): void {
  prepare(held, [question]);
  run(realm, timeout);
}

/**
 * Asks functions that a realm made. One that throws or loops keeps no other from being asked; one that loops is asked
 * nothing more.
 */
export function realmJudge(
  realm: Context,
  held: RealmJudge,
  { timeout, locate, loop, logs }: JudgeContext,
): Judge {
  const stuck = new Set<unknown>();
  const endsInTime = () => {
    try {
      run(realm, timeout);
      return true;
    } catch (error) {
      if (isTimeout(error)) return false;
      throw error;
    }
  };
  return (questions) => {
    const known = new Map<PlainObject, unknown>();
    const judgements = new Map<Question, Judgement>();
    let open = questions.filter(({ asked }) => !stuck.has(asked));
    while (open.length > 0) {
      prepare(held, open, known);
      const isDone = endsInTime();
      const given = Array.from(held.judgements(), (judgement) => plainJudgement(judgement, locate));
      for (const [index, question] of open.entries()) {
        const judgement = given[index];
        if (judgement !== undefined) judgements.set(question, judgement);
      }
      const looping = isDone ? undefined : open[given.length];
      if (looping === undefined) break;
      const source = placed(loop(looping));
      judgements.set(looping, { kind: "took-too-long", milliseconds: timeout, ...source });
      stuck.add(looping.asked);
      open = open.slice(given.length + 1).filter(({ asked }) => !stuck.has(asked));
    }
    held.clear();
    const answers = questions.map((question): Judgement => judgements.get(question) ?? { kind: "not-asked" });
    return { judgements: answers, logs: logs() };
  };
}
