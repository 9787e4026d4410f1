import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { NODE_OPTIONS } from "@grampus/operator/bundle";
import { runCommand, succeeds } from "./command.ts";
import { DeployFault } from "./deploy-fault.ts";
import type { Rig, Target } from "./target.ts";

const OPERATOR = "packages/operator";

/** What the Dockerfile says, for the rig's packer. */
export const IMAGE_CONFIG = {
  User: "65532:65532",
  Env: ["PATH=/usr/local/bin:/usr/bin:/bin", "HOME=/tmp", "NODE_ENV=production"],
  Entrypoint: ["/usr/local/bin/node", ...NODE_OPTIONS, "/operator/operator.cjs"],
};

async function loadIntoRig(root: string, rig: Rig, image: string): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "grampus-image-"));
  try {
    const files = join(directory, "root");
    cpSync(join(rig.cache, "rootfs/node"), files, { recursive: true, verbatimSymlinks: true });
    mkdirSync(join(files, "operator"));
    cpSync(join(root, OPERATOR, "dist/operator.cjs"), join(files, "operator/operator.cjs"));
    const archive = join(directory, "operator.tar");
    const pack = [archive, files, JSON.stringify(IMAGE_CONFIG), image];
    await runCommand({ program: join(rig.directory, "mkimage"), args: pack, cwd: directory });
    await runCommand({ program: join(rig.directory, "load"), args: [archive], cwd: directory });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function inPath(program: string): boolean {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, program)));
}

/** Docker or podman, whichever is there and answers: a client without its daemon builds nothing. */
async function workingBuilder(cwd: string): Promise<string> {
  for (const program of ["docker", "podman"].filter(inPath)) {
    if (await succeeds({ program, args: ["info"], cwd })) return program;
  }
  throw new DeployFault(
    "no-builder",
    "neither docker nor podman is in PATH and answers `info`; one of them has to build the operator's image",
  );
}

async function buildWithContainers(root: string, context: string, image: string): Promise<void> {
  const builder = await workingBuilder(root);
  await runCommand({ program: builder, args: ["build", "-t", image, OPERATOR], cwd: root });
  if (context.startsWith("kind-")) await loadIntoKind(root, builder, context.slice("kind-".length), image);
  else process.stdout.write(`${image} is built; the nodes of ${context} have to find it: push or load it\n`);
}

// kind's load by name asks Docker; an archive works with both.
async function loadIntoKind(root: string, builder: string, name: string, image: string): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "grampus-image-"));
  const archive = join(directory, "operator.tar");
  try {
    await runCommand({ program: builder, args: ["save", "-o", archive, image], cwd: root });
    await runCommand({
      program: "kind",
      args: ["load", "image-archive", archive, "--name", name],
      cwd: root,
    });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Makes the operator's image of the built bundle and puts it where the target's nodes find it. */
export function provideImage(root: string, target: Target, image: string): Promise<void> {
  return target.kind === "rig"
    ? loadIntoRig(root, target.rig, image)
    : buildWithContainers(root, target.context, image);
}
