import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { goBinary } from "./go-binary.ts";

const root = resolve(import.meta.dirname, "../../..");
const command = { path: "github.com/rhysd/actionlint/cmd/actionlint", version: "v1.7.12" };
// Other linters it would call are not the same on every machine.
const ALONE = ["-shellcheck=", "-pyflakes="];

function lintWorkflows(): number {
  const binary = goBinary(command);
  switch (binary.kind) {
    case "built": {
      const { status } = spawnSync(binary.path, ALONE, { cwd: root, stdio: "inherit" });
      if (status === 0) process.stdout.write(`actionlint ${command.version}: no complaints\n`);
      return status === 0 || status === 1 ? status : 2;
    }
    case "failed":
      process.stderr.write(`actionlint ${command.version} cannot be built:\n${binary.output}`);
      return 2;
    case "no-go":
      process.stderr.write(
        "SKIPPED: .github/workflows is not linted, there is no Go in PATH to build actionlint with\n",
      );
      return process.env.CI === "true" ? 2 : 0;
  }
}

process.exitCode = lintWorkflows();
