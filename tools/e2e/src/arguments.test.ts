import { expect, it } from "vitest";
import { argumentsFrom } from "./arguments.ts";

it.each([
  { list: ["--x"], problem: "unknown option '--x'; see --help" },
  { list: ["mysqld", "-k"], problem: "unknown option '-k'; see --help" },
  { list: ["--context"], problem: "option '--context <value>' argument missing; see --help" },
])("says what is wrong with $list in one line", ({ list, problem }) => {
  expect(argumentsFrom(list)).toEqual({ problem });
});

it("reads options and words in any order", () => {
  expect(argumentsFrom(["kill", "--keep", "--core", "--context", "kind", "node"])).toEqual({
    help: false,
    keep: true,
    core: true,
    context: "kind",
    words: ["kill", "node"],
  });
});
