import { type Context, createContext, runInContext } from "node:vm";
import { SCRIPT_NAME } from "./stack.ts";

/** The message of an error that a forbidden global throws; what follows is the name of what was used. */
const FORBIDDEN_PREFIX = "grampus: not hermetic: ";

/** What a definition must not touch: everything whose answer depends on when, where or by whom it is asked. */
const FORBIDDEN_GLOBALS = [
  "process",
  "require",
  "module",
  "Buffer",
  "fetch",
  "XMLHttpRequest",
  "WebSocket",
  "performance",
  "crypto",
  "navigator",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "queueMicrotask",
  "Intl",
  "Atomics",
  "SharedArrayBuffer",
  "WeakRef",
  "FinalizationRegistry",
  "Temporal",
  "WebAssembly",
] as const;

const FORBIDDEN_METHODS: readonly (readonly [owner: string, method: string])[] = [
  ["Math", "random"],
  ["String.prototype", "localeCompare"],
  ["String.prototype", "toLocaleLowerCase"],
  ["String.prototype", "toLocaleUpperCase"],
  ["Number.prototype", "toLocaleString"],
  ["BigInt.prototype", "toLocaleString"],
  ["Array.prototype", "toLocaleString"],
  ["Object.prototype", "toLocaleString"],
];

/** Calls of `console` that are kept; who writes more has a loop, and reads none of them. */
const KEPT_LOGS = 1000;

/** The methods of `console` that definitions have. They give nothing back, so nothing can depend on them. */
const CONSOLE_METHODS = ["log", "info", "debug", "warn", "error"] as const;

/**
 * Takes away what is not the same everywhere, hides the compiler's own stack frames, and freezes the built-in objects,
 * so that no definition can change them for another.
 */
const GUARD_SCRIPT = `"use strict";
(() => {
  const forbid = (what) => { throw new Error(${JSON.stringify(FORBIDDEN_PREFIX)} + what); };
  for (const name of ${JSON.stringify(FORBIDDEN_GLOBALS)}) {
    Object.defineProperty(globalThis, name, { get: () => forbid(name), configurable: false });
  }
  const always = (trap) => () => forbid("Date" + trap);
  const traps = ["get", "has", "set", "ownKeys", "getPrototypeOf", "getOwnPropertyDescriptor", "defineProperty"];
  const handler = { apply: always(""), construct: always("") };
  for (const trap of traps) handler[trap] = (_, key) => forbid(typeof key === "string" ? "Date." + key : "Date");
  const forbiddenDate = new Proxy(function () {}, handler);
  Object.defineProperty(globalThis, "Date", { value: forbiddenDate, writable: false, configurable: false });
  const place = (frame) => "    at ${SCRIPT_NAME}:" + frame.getLineNumber() + ":" + frame.getColumnNumber();
  Object.defineProperty(Error, "prepareStackTrace", {
    value: (error, frames) =>
      [String(error), ...frames.filter((frame) => frame.getFileName() === "${SCRIPT_NAME}").map(place)].join("\\n"),
    writable: false,
    configurable: false,
  });
  const { freeze } = Object;
  const { ownKeys, apply } = Reflect;
  const tools = { freeze, ownKeys, apply, WeakSet, has: WeakSet.prototype.has, add: WeakSet.prototype.add };
  const logs = [];
  Object.defineProperty(globalThis, "grampus", { value: { ...tools, current: "", logs } });
  const log = (...values) => {
    if (logs.length < ${KEPT_LOGS}) logs[logs.length] = { file: globalThis.grampus.current, stack: new Error().stack, values };
  };
  const console = Object.fromEntries(${JSON.stringify(CONSOLE_METHODS)}.map((name) => [name, log]));
  Object.defineProperty(globalThis, "console", { value: console, writable: false, configurable: false });
  const owners = { "Math": Math, "String.prototype": String.prototype, "Number.prototype": Number.prototype,
    "BigInt.prototype": BigInt.prototype, "Array.prototype": Array.prototype, "Object.prototype": Object.prototype };
  for (const [owner, method] of ${JSON.stringify(FORBIDDEN_METHODS)}) {
    const what = owner + "." + method;
    Object.defineProperty(owners[owner], method, { value: () => forbid(what), writable: false, configurable: false });
  }
  const seen = new WeakSet();
  const harden = (value) => {
    if ((typeof value !== "object" && typeof value !== "function") || value === null || seen.has(value)) return;
    seen.add(value);
    if (value === globalThis.grampus || value === forbiddenDate) return;
    for (const key of ownKeys(value)) {
      const descriptor = Object.getOwnPropertyDescriptor(value, key);
      harden(descriptor.value);
      harden(descriptor.get);
      harden(descriptor.set);
    }
    harden(Object.getPrototypeOf(value));
    freeze(value);
  };
  for (const name of ownKeys(globalThis)) {
    const descriptor = Object.getOwnPropertyDescriptor(globalThis, name);
    if (descriptor !== undefined && descriptor.value !== globalThis) harden(descriptor.value);
  }
  for (const sample of [function* () {}, async () => {}, async function* () {}, [][Symbol.iterator](), "".matchAll(/x/g)]) {
    harden(Object.getPrototypeOf(sample));
  }
})();`;

/** A fresh JavaScript realm that has the language and nothing else: no clock, randomness, locale, environment or I/O. */
export function hermeticRealm(): Context {
  const realm = createContext(Object.create(null), {
    name: "definitions",
    codeGeneration: { strings: false, wasm: false },
    microtaskMode: "afterEvaluate",
  });
  runInContext(GUARD_SCRIPT, realm, { filename: "grampus:guards" });
  return realm;
}

/** What an error of the realm says was used and is forbidden; undefined when it is another error. */
export function forbiddenUse(name: string, message: string): string | undefined {
  if (message.startsWith(FORBIDDEN_PREFIX)) return message.slice(FORBIDDEN_PREFIX.length);
  return name === "EvalError" ? "code made from text" : undefined;
}

/** Whether a run in the realm ended because its time was up. */
export function isTimeout(error: unknown): boolean {
  const isObject = typeof error === "object" && error !== null;
  return isObject && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}
