import { type ServerVariable, serverVariables, variableLine } from "@grampus/api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ABSENT_IN_8_4, OTHER_IN_8_4 } from "./documented-8-4.ts";
import { type Measured, measuredVariables } from "./measured-variables.ts";
import { type Mysqld, mysqldIsMissing, startMysqld } from "./mysqld.ts";

const MEASURING = 300_000;

describe.skipIf(mysqldIsMissing())("the catalogue of server variables", () => {
  const catalogue = serverVariables("9.7");
  let server: Mysqld;
  let measured: Measured;

  beforeAll(async () => {
    server = await startMysqld();
    measured = measuredVariables(server);
  }, MEASURING);

  afterAll(async () => {
    await server.stop();
    const { variables, version } = measured;
    process.stdout.write(
      `${variables.length} of ${catalogue.size} variables compared with MySQL ${version}\n`,
    );
  });

  test("is what the server says, variable by variable", () => {
    expect([...catalogue.values()].map(variableLine)).toEqual(measured.variables.map(variableLine));
    expect(catalogue.size).toBeGreaterThan(700);
  });

  test("what differs in 8.4 differs from what was measured", () => {
    const lines = new Map(measured.variables.map((each) => [each.name, variableLine(each)]));
    expect(ABSENT_IN_8_4.filter((name) => !lines.has(name))).toEqual([]);
    expect(OTHER_IN_8_4.filter((each) => lines.get(each.name) === variableLine(each))).toEqual([]);
  });

  function those(keep: (variable: ServerVariable) => boolean): readonly ServerVariable[] {
    return [...catalogue.values()].filter(keep);
  }

  test("a default is taken by SET GLOBAL as it is written, bare for numbers", () => {
    const numeric = those(
      ({ effect, type, default: value }) =>
        effect === "online" && value !== undefined && (type.kind === "integer" || type.kind === "number"),
    );
    const answers = server.run(
      numeric.map((each) => `SET GLOBAL ${each.name} = ${each.default};`).join("\n"),
    );
    expect(answers.split("\n").filter((line) => line.startsWith("ERROR"))).toEqual([]);
    expect(numeric.length).toBeGreaterThan(150);
  });

  test("a number beyond a bound is not what the server has afterwards", () => {
    const bounded = those(
      ({ effect, type }) => effect === "online" && type.kind === "integer" && type.maximum < 2n ** 62n,
    );
    const beyond = new Map(
      bounded.map(({ name, type }) => [name, type.kind === "integer" ? String(type.maximum + 1n) : ""]),
    );
    const statements = [...beyond].map(
      ([name, value]) =>
        `SET GLOBAL ${name} = ${value}; SELECT '${name}', @@GLOBAL.${name}; SET GLOBAL ${name} = DEFAULT;`,
    );
    const answers = new Map(
      server
        .run(statements.join("\n"))
        .split("\n")
        .map((row) => row.split("\t"))
        .map(([name = "", value]) => [name, value]),
    );
    expect(bounded.filter(({ name }) => !answers.has(name))).toEqual([]);
    expect(bounded.filter(({ name }) => answers.get(name) === beyond.get(name))).toEqual([]);
    expect(bounded.length).toBeGreaterThan(100);
  });

  test("a word that is not one of a variable's is refused, and each of its own is taken", () => {
    const worded = those(({ effect, type }) => effect === "online" && type.kind === "enum");
    const taken = worded.filter(
      ({ name }) => !server.run(`SET GLOBAL ${name} = 'no_such_word';`).startsWith("ERROR 1231"),
    );
    expect(taken.map(({ name }) => name)).toEqual([]);
    const refused = worded.flatMap(({ name, type }) =>
      "values" in type
        ? type.values
            .filter((word) => server.run(`SET GLOBAL ${name} = '${word}';`).startsWith("ERROR 1231"))
            .map((word) => `${name}=${word}`)
        : [],
    );
    expect(refused).toEqual(["event_scheduler=DISABLED"]);
  });

  test("words of a switch: SET GLOBAL knows ON and OFF, not true, false, yes and no", () => {
    const knows = (word: string) => !server.run(`SET GLOBAL general_log = '${word}';`).startsWith("ERROR");
    expect(["ON", "off", "true", "false", "yes", "no"].filter(knows)).toEqual(["ON", "off"]);
  });
});
