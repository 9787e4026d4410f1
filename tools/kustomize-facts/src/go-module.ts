import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("../openapi/", import.meta.url));

/** Runs `go` in the directory of the generator's Go module. */
export function goOutput(...parameters: readonly string[]): string {
  return execFileSync("go", parameters, { cwd: PROGRAM, encoding: "utf8", maxBuffer: 1 << 28 });
}

/** The directory in which a required Go module lies, downloaded where needed. */
export function goModuleDirectory(module: string): string {
  goOutput("mod", "download", module);
  return goOutput("list", "-m", "-f", "{{.Dir}}", module).trim();
}
