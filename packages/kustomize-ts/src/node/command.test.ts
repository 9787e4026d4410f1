import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { build } from "../accumulate/build.ts";
import { runCommand } from "./command.ts";
import { diskFileSystem } from "./disk-file-system.ts";

let root = "";

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const CONFIG_MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n";

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "kustomize-ts-"));
  write({ "app/kustomization.yaml": "resources: [a.yaml]\nnamePrefix: p-\n", "app/a.yaml": CONFIG_MAP });
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

describe("kustomize-ts build", () => {
  test("prints the resources", () => {
    expect(runCommand(["build", join(root, "app")])).toEqual({
      exitCode: 0,
      stdout: "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: p-a\n",
      stderr: "",
    });
  });

  test("writes to a file", () => {
    const file = join(root, "out.yaml");
    expect(runCommand(["build", join(root, "app"), "-o", file]).exitCode).toBe(0);
    expect(readFileSync(file, "utf8")).toContain("name: p-a");
    expect(readdirSync(root).sort()).toEqual(["app", "out.yaml"]);
  });

  test("takes an output behind an equals sign, and prints when it is empty", () => {
    const file = join(root, "out.yaml");
    expect(runCommand(["build", `-o=${file}`, join(root, "app")])).toMatchObject({ exitCode: 0, stdout: "" });
    expect(readFileSync(file, "utf8")).toContain("name: p-a");
    expect(runCommand(["build", "-o", "", join(root, "app")]).stdout).toContain("name: p-a");
  });

  test("orders and labels as the deprecated flags say", () => {
    write({ "app/a.yaml": `${CONFIG_MAP}---\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: n\n` });
    const kinds = (...flags: readonly string[]) =>
      runCommand(["build", join(root, "app"), ...flags]).stdout.match(/(?<=kind: )\w+/g);
    expect(kinds()).toEqual(["Namespace", "ConfigMap"]);
    expect(kinds("--reorder", "legacy")).toEqual(["Namespace", "ConfigMap"]);
    expect(kinds("--reorder=none")).toEqual(["ConfigMap", "Namespace"]);
    const labelled = runCommand(["build", "--enable-managedby-label", join(root, "app")]);
    expect(labelled.stdout.match(/managed-by: kustomize-v5.8.1/g)).toHaveLength(2);
  });

  test("takes the flags for Helm and functions, and refuses what uses them", () => {
    const flags = [
      "--enable-helm",
      "--helm-command",
      "helm",
      "--enable-alpha-plugins",
      "-e",
      "A=b",
      "--network",
    ];
    expect(runCommand(["build", ...flags, join(root, "app")]).exitCode).toBe(0);
    write({ "app/kustomization.yaml": "helmCharts: [{name: x}]\n" });
    const refused = runCommand(["build", "--enable-helm", join(root, "app")]);
    expect(refused).toMatchObject({ exitCode: 1, stdout: "" });
    expect(refused.stderr).toContain("helmCharts is not supported");
  });

  test("writes one file per resource into a directory", () => {
    mkdirSync(join(root, "out"));
    expect(runCommand(["build", join(root, "app"), "--output", join(root, "out")]).exitCode).toBe(0);
    expect(readdirSync(join(root, "out"))).toEqual(["v1_configmap_p-a.yaml"]);
  });

  test("refuses with 1 and says where", () => {
    write({ "app/kustomization.yaml": "resources: [a.yaml]\nnamePrefx: p-\n" });
    const result = runCommand(["build", join(root, "app")]);
    expect({
      ...result,
      stderr: result.stderr.replaceAll(root, "ROOT").replace(/^\S*app\//gm, "app/"),
    }).toMatchInlineSnapshot(`
      {
        "exitCode": 1,
        "stderr": "app/kustomization.yaml:2:1 error kustomize/invalid-kustomization: namePrefx is not a field of a Kustomization
          2 │ namePrefx: p-
            │ ^
        field   namePrefx
        found   namePrefx
        hint    did you mean namePrefix?

      1 error
      ",
        "stdout": "",
      }
    `);
  });

  test("loads files from elsewhere only when it may", () => {
    write({ "app/kustomization.yaml": "resources: [../b.yaml]\n", "b.yaml": CONFIG_MAP });
    expect(runCommand(["build", join(root, "app")]).exitCode).toBe(1);
    const free = runCommand(["build", "--load-restrictor", "LoadRestrictionsNone", join(root, "app")]);
    expect(free).toMatchObject({ exitCode: 0, stdout: CONFIG_MAP });
  });

  test.each([
    [[]],
    [["create"]],
    [["build", "a", "b"]],
    [["build", "--load-restrictor", "some"]],
    [["build", "--reorder", "random"]],
    [["build", "--nope"]],
  ])("a wrong call %j gives the usage and 1", (parameters) => {
    const result = runCommand(parameters);
    expect(result).toMatchObject({ exitCode: 1, stdout: "" });
    expect(result.stderr).toContain("Usage: kustomize-ts build");
  });

  test("a place that cannot be written gives 2 and leaves nothing behind", () => {
    const result = runCommand(["build", join(root, "app"), "-o", join(root, "no", "such", "out.yaml")]);
    expect(result).toMatchObject({ exitCode: 2, stdout: "" });
    expect(readdirSync(root)).toEqual(["app"]);
  });
});

describe("the disk file system", () => {
  test("follows links inside its root and none outside", () => {
    write({ "files/b.yaml": CONFIG_MAP.replace("name: a", "name: b") });
    symlinkSync("../files/b.yaml", join(root, "app/b.yaml"));
    write({ "app/kustomization.yaml": "resources: [a.yaml, b.yaml]\n" });
    const whole = build("app", { fs: diskFileSystem(root), loadRestrictor: "none" });
    expect(whole.kind === "built" && whole.resources.map(({ name }) => name)).toEqual(["a", "b"]);
    const restricted = build("app", { fs: diskFileSystem(root) });
    expect(restricted.diagnostics.map(({ code }) => code)).toEqual(["kustomize/outside-root"]);
    const narrow = build("", { fs: diskFileSystem(join(root, "app")), loadRestrictor: "none" });
    expect(narrow.diagnostics.map(({ code }) => code)).toEqual(["kustomize/missing-file"]);
  });

  test("gives bytes where a file is no text", () => {
    writeFileSync(join(root, "app/x.bin"), Uint8Array.from([255, 1]));
    expect(diskFileSystem(root).readFile("app/x.bin")).toBeInstanceOf(Uint8Array);
    expect(diskFileSystem(root).readFile("app/nope")).toBeUndefined();
    expect(diskFileSystem(root).readFile("app")).toBeUndefined();
  });
});
