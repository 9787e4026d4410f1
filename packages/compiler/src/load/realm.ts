import { type Context, createContext, runInContext } from "node:vm";

/** The message of an error that a forbidden global throws; what follows is the name of what was used. */
export const FORBIDDEN_PREFIX = "grampus: not hermetic: ";

/** What a definition must not touch: everything whose answer depends on when, where or by whom it is asked. */
const FORBIDDEN_GLOBALS = [
  "process",
  "require",
  "module",
  "Buffer",
  "console",
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

const GUARD_SCRIPT = `"use strict";
(() => {
  const forbid = (what) => { throw new Error(${JSON.stringify(FORBIDDEN_PREFIX)} + what); };
  for (const name of ${JSON.stringify(FORBIDDEN_GLOBALS)}) {
    Object.defineProperty(globalThis, name, { get: () => forbid(name), configurable: false });
  }
  const forbiddenDate = new Proxy(Date, {
    apply: () => forbid("Date"),
    construct: () => forbid("Date"),
    get: (target, property) => (property === "prototype" ? target.prototype : forbid("Date." + String(property))),
  });
  Object.defineProperty(Date.prototype, "constructor", { value: forbiddenDate });
  Object.defineProperty(globalThis, "Date", { value: forbiddenDate, writable: false, configurable: false });
  const { freeze, isFrozen } = Object;
  const { ownKeys } = Reflect;
  Object.defineProperty(globalThis, "grampus", { value: freeze({ freeze, isFrozen, ownKeys }) });
  const owners = { "Math": Math, "String.prototype": String.prototype, "Number.prototype": Number.prototype,
    "BigInt.prototype": BigInt.prototype, "Array.prototype": Array.prototype, "Object.prototype": Object.prototype };
  for (const [owner, method] of ${JSON.stringify(FORBIDDEN_METHODS)}) {
    const what = owner + "." + method;
    Object.defineProperty(owners[owner], method, { value: () => forbid(what), writable: false, configurable: false });
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
