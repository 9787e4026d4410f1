import { expect, it } from "vitest";
import { argumentsFrom } from "./arguments.ts";

it.each([
  { list: ["--x"], problem: "unknown option '--x'; see --help" },
  { list: ["--context"], problem: "option '--context <value>' argument missing; see --help" },
  { list: ["kind"], problem: "unexpected argument 'kind'; see --help" },
])("says what is wrong with $list in one line", ({ list, problem }) => {
  expect(argumentsFrom(list)).toEqual({ problem });
});

it("reads the context", () => {
  expect(argumentsFrom(["--context", "kind"])).toEqual({ help: false, context: "kind" });
});
