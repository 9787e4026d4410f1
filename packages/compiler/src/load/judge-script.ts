/** The global by which the script below is run under a time limit; it does nothing when there is nothing to judge. */
export const RUN_JUDGES = "grampusJudge";

/** Characters and values that one answer may have: who says more has a loop. */
const LARGEST_ANSWER = 50_000;

const DEEPEST_ANSWER = 32;

/** Longest text of an error that is kept. */
const LONGEST_TEXT = 2000;

/** What one call of a policy came to, as the realm says it: texts only. */
export type RealmJudgement =
  | { readonly kind: "answer"; readonly text: string }
  | { readonly kind: "not-plain"; readonly what: string; readonly path: string }
  | { readonly kind: "unsteady"; readonly first: string; readonly second: string }
  | {
      readonly kind: "threw";
      readonly name: string;
      readonly message: string;
      readonly stack: string;
      readonly thrown: string;
    };

/** What the compiler holds of the script in a realm. The policies hold none of it. */
export interface RealmJudge {
  readonly clear: () => void;
  /** A resource as the policies see it: parsed in the realm, and frozen. */
  readonly frozen: (text: string) => unknown;
  readonly add: (judge: unknown, cluster: unknown, environment: unknown) => void;
  /** The judgements so far, in the order of the calls; the next call is the one that runs. */
  readonly judgements: () => readonly RealmJudgement[];
}

/**
 * Calls policies inside their realm. All that their answers run (getters, proxies, `toString`) runs here, under the time
 * limit and caught; what leaves the realm is text. It is evaluated before any definition, so that nothing it uses can be
 * another's. Each policy is asked twice: one that keeps state answers otherwise, and would depend on who was asked before.
 */
export const JUDGE_SCRIPT = `"use strict";
(() => {
  const { parse, stringify } = JSON;
  const { freeze, getPrototypeOf, keys } = Object;
  const { isArray } = Array;
  const { isFinite } = Number;
  const { apply } = Reflect;
  const { slice, isWellFormed } = String.prototype;
  const text = String;
  const { logs } = globalThis.grampus;
  let tasks = [];
  let judgements = [];
  let left = 0;
  let refusal;

  const frozen = (value) => {
    if (typeof value !== "object" || value === null) return value;
    const names = keys(value);
    for (let index = 0; index < names.length; index++) frozen(value[names[index]]);
    return freeze(value);
  };
  const refuse = (what, path) => {
    refusal = { kind: "not-plain", what, path };
    throw refusal;
  };
  const spend = (amount, path) => {
    left -= amount;
    if (left < 0) refuse("an answer of more than ${LARGEST_ANSWER} characters", path);
  };
  const isPlain = (value) => {
    const prototype = getPrototypeOf(value);
    return prototype === null || getPrototypeOf(prototype) === null;
  };
  const copied = (value, path, depth) => {
    spend(1, path);
    if (value === undefined || value === null || typeof value === "boolean") return value;
    if (typeof value === "string") {
      spend(value.length, path);
      return apply(isWellFormed, value, []) ? value : refuse("a text with half of a surrogate pair", path);
    }
    if (typeof value === "number") return isFinite(value) ? value : refuse("the number " + value, path);
    if (typeof value !== "object") refuse("a " + typeof value, path);
    if (depth > ${DEEPEST_ANSWER}) refuse("a value nested this deep, or in a cycle", path);
    if (isArray(value)) {
      const list = [];
      const { length } = value;
      for (let index = 0; index < length; index++) {
        const item = copied(value[index], path + "[" + index + "]", depth + 1);
        list[index] = item === undefined ? null : item;
      }
      return list;
    }
    if (typeof value.then === "function") refuse("a promise", path);
    if (!isPlain(value)) refuse("a class instance", path);
    const object = { __proto__: null };
    const names = keys(value);
    for (let index = 0; index < names.length; index++) {
      const name = names[index];
      const below = path === "" ? name : path + "." + name;
      spend(name.length, below);
      const member = copied(value[name], below, depth + 1);
      if (member !== undefined) object[name] = member;
    }
    return object;
  };
  const property = (error, name) => {
    try {
      const value = error[name];
      return typeof value === "string" ? apply(slice, value, [0, ${LONGEST_TEXT}]) : "";
    } catch {
      return "";
    }
  };
  const thrown = (error) => {
    const isObject = (typeof error === "object" && error !== null) || typeof error === "function";
    return {
      kind: "threw",
      name: isObject ? property(error, "name") : "",
      message: isObject ? property(error, "message") : "",
      stack: isObject ? property(error, "stack") : "",
      thrown: isObject ? "a value of type " + typeof error : apply(slice, text(error), [0, ${LONGEST_TEXT}]),
    };
  };
  const answered = ({ judge, cluster, environment }) => {
    left = ${LARGEST_ANSWER};
    const answer = judge(cluster, environment);
    const copy = copied(answer, "", 0);
    return copy === undefined ? "null" : stringify(copy);
  };
  const judged = (task) => {
    try {
      const first = answered(task);
      const told = logs.length;
      const second = answered(task);
      logs.length = told;
      return first === second ? { kind: "answer", text: first } : { kind: "unsteady", first, second };
    } catch (error) {
      return error === refusal ? refusal : thrown(error);
    }
  };
  let isRunning = false;
  const run = () => {
    if (isRunning) return;
    isRunning = true;
    while (judgements.length < tasks.length) judgements[judgements.length] = judged(tasks[judgements.length]);
    isRunning = false;
  };
  Object.defineProperty(globalThis, "${RUN_JUDGES}", { get: () => run, configurable: false });
  return {
    clear: () => {
      tasks = [];
      judgements = [];
      isRunning = false;
    },
    frozen: (json) => frozen(parse(json)),
    add: (judge, cluster, environment) => {
      tasks[tasks.length] = { judge, cluster, environment };
    },
    judgements: () => judgements,
  };
})();`;
