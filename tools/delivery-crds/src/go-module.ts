import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import type { GoModule } from "./kinds.ts";

/** The directory in which a Go module lies, downloaded where it is not there, if its files have the digest they should. */
export function goModuleDirectory({ path, version, sum }: GoModule): string {
  const parameters = ["mod", "download", "-json", `${path}@${version}`];
  const told: unknown = JSON.parse(execFileSync("go", parameters, { cwd: tmpdir(), encoding: "utf8" }));
  const { Dir, Sum } = { ...(typeof told === "object" ? told : undefined) } as { Dir?: string; Sum?: string };
  if (Dir === undefined) throw new Error(`go mod download tells no directory of ${path}@${version}`);
  if (Sum !== sum) throw new Error(`${path}@${version} has the digest ${Sum}, not ${sum}`);
  return Dir;
}
