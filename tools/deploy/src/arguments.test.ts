import { expect, it } from "vitest";
import { argumentsFrom } from "./arguments.ts";

it.each([
  { list: ["--x"], problem: "unknown option '--x'; see --help" },
  { list: ["--context"], problem: "option '--context <value>' argument missing; see --help" },
  { list: ["kind"], problem: "unexpected argument 'kind'; see --help" },
])("says what is wrong with $list in one line", ({ list, problem }) => {
  expect(argumentsFrom(list)).toEqual({ problem });
});

it.each([
  { list: ["--context", "kind"], imageOnly: false },
  { list: ["--context", "kind", "--image-only"], imageOnly: true },
])("reads $list", ({ list, imageOnly }) => {
  expect(argumentsFrom(list)).toEqual({ help: false, context: "kind", imageOnly });
});
