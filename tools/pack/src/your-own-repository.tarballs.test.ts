import { readdirSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { emptyFolder, installTarballs } from "./testing/installation.ts";
import { pageBlocks } from "./testing/page.ts";

const TARBALLS = resolve(import.meta.dirname, "../dist");
const PAGE = new URL("../../../docs/your-own-repository.md", import.meta.url);
const IDENTITY = "git config user.name test && git config user.email test@example.com";

const blocks = pageBlocks(PAGE);
const files = blocks.filter(({ file }) => file !== undefined);
const [setUp, everyChange] = blocks.filter(({ file }) => file === undefined).map(({ text }) => text);

/** The commands of a block, one by one, and what each came to. */
function ran(user: ReturnType<typeof emptyFolder>, block = "") {
  const commands = block.trim().split("\n");
  return commands.map((command) => {
    const { status, output } = user.run("sh", "-c", command.replaceAll("/path/to/tools/pack/dist", TARBALLS));
    return { command, status, output };
  });
}

function page(): void {
  const user = emptyFolder();
  afterAll(() => rmSync(user.directory, { recursive: true, force: true }));

  test("has a block for each file it names", () => {
    expect(files.map(({ file }) => file)).toEqual([
      ".gitignore",
      ".gitattributes",
      "tsconfig.json",
      "clusters/orders/cluster.ts",
      "environments/dev/environment.ts",
      ".github/workflows/fleet.yml",
    ]);
  });

  test("its packages install in an empty folder", () => {
    for (const { command, status, output } of ran(user, setUp))
      expect([command, status], output).toEqual([command, 0]);
  });

  test("npm asks nothing about scripts of its packages", () => {
    expect(user.run("npm", "ci", "--no-audit", "--no-fund").output).not.toContain("install-scripts");
  });

  test("its files and its commands give a commit that leaves nothing out", () => {
    for (const { file = "", text } of files) user.write(file, text);
    user.run("sh", "-c", IDENTITY);
    const outcomes = ran(user, everyChange);
    for (const { command, status, output } of outcomes)
      expect([command, status], output).toEqual([command, 0]);
    expect(outcomes.find(({ command }) => command.endsWith("check"))?.output).toContain("up to date");
    expect(user.run("git", "status", "--porcelain")).toEqual({ status: 0, output: "" });
  });

  test("its tsconfig takes what compile takes, and knows the import with .ts", () => {
    expect(user.run("node_modules/.bin/tsc", "--project", "tsconfig.json")).toEqual({
      status: 0,
      output: "",
    });
  });

  test("a wrong definition is told at its line", () => {
    user.write("wrong/clusters/orders/cluster.ts", 'export default { name: "orders", membres: 3 };\n');
    const { status, output } = user.run("npx", "grampus", "compile", "--root", "wrong");
    expect(output).toContain(
      "clusters/orders/cluster.ts:1:34 error definition/unknown-field: membres is not a field",
    );
    expect(status).toBe(1);
    rmSync(`${user.directory}/wrong`, { recursive: true });
  });

  test("a clone elsewhere, on a machine that has seen none of the packages, installs and checks", () => {
    const clone = emptyFolder();
    const cache = emptyFolder();
    afterAll(() => {
      for (const { directory } of [clone, cache]) rmSync(directory, { recursive: true, force: true });
    });
    expect(clone.run("git", "clone", "--quiet", user.directory, ".").status).toBe(0);
    const vendored = readdirSync(`${clone.directory}/vendor`);
    expect(vendored).toEqual(readdirSync(TARBALLS).filter((name) => name.endsWith(".tgz")));
    const installed = clone.run("npm", "ci", "--no-audit", "--no-fund", "--cache", cache.directory);
    expect(installed.status, installed.output).toBe(0);
    const checked = clone.run("npx", "--no-install", "grampus", "check");
    expect(checked.status, checked.output).toBe(0);
  });

  test("its CI compares a push with the commit before it", () => {
    expect(files.at(-1)?.text).toMatch(
      /BEFORE: \$\{\{ github\.event\.created && 'HEAD' \|\| github\.event\.before \}\}\n +run: npx grampus check --against "\$BEFORE"\n/,
    );
  });

  test("its CI passes, and fails where the committed output is not what the definitions give", () => {
    const commands = (files.at(-1)?.text ?? "")
      .split("\n")
      .flatMap((line) => /run: (npx .*)/.exec(line)?.[1] ?? []);
    expect(commands).toHaveLength(2);
    const [pushed = "", asked = ""] = commands.map((command) =>
      command.replace(/"(origin\/\$BASE|\$BEFORE)"/, "HEAD"),
    );
    expect([pushed, asked]).toEqual([
      "npx grampus check --against HEAD",
      "npx grampus check --format github --against HEAD",
    ]);
    expect(user.run("sh", "-c", pushed)).toMatchObject({ status: 0 });
    expect(user.run("sh", "-c", asked)).toMatchObject({ status: 0 });
    const text = files.find(({ file }) => file === "clusters/orders/cluster.ts")?.text ?? "";
    user.write("clusters/orders/cluster.ts", text.replace("members: 3", "members: 5"));
    expect(user.run("sh", "-c", pushed)).toMatchObject({ status: 1 });
  });
}

const answer = installTarballs(TARBALLS);

if ("reason" in answer) {
  if (process.env.CI === "true") throw new Error(answer.reason);
  test.todo("the page about your own repository");
} else {
  rmSync(answer.directory, { recursive: true, force: true });
  describe("the page about your own repository", page);
}
