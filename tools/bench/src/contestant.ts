import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "./child.ts";
import { clusterDefinition, clusterFile, restartingDefinition } from "./fleet.ts";
import { removeOutput } from "./fleet-directory.ts";

/** One thing that is timed: how it is made ready, untimed, and the command. */
export interface Contestant {
  readonly name: string;
  readonly command: Command;
  readonly prepare: (round: number) => void;
}

/** The folders one fleet is measured in. */
export interface Arena {
  readonly root: string;
  /** A fleet whose Git history has no output. */
  readonly coldFleet: string;
  /** A fleet with its output committed. */
  readonly warmFleet: string;
  /** Compiled and committed, for plans of what changes then; nothing is written there. */
  readonly planFleet: string;
  /** How many clusters each fleet has. */
  readonly clusters: number;
  /** The JSON list of all objects, for the tools that take them ready-made. */
  readonly objectsFile: string;
  readonly cdk8sOutput: string;
  readonly plainOutput: string;
  /** Another build of the bundled command, with fleets of its own, where one is compared. */
  readonly earlier?: Earlier;
}

/** Another build of the bundled command. */
export interface Earlier {
  /** What its rows are called: a tag or a commit. */
  readonly name: string;
  /** The path of its `grampus.mjs`. */
  readonly path: string;
  readonly coldFleet: string;
  readonly warmFleet: string;
}

/** The bundled command as it is published, made by `npm run build`. */
export function bundledCommand(root: string): string {
  const path = join(root, "tools/pack/dist/stage/cli/bin/grampus.mjs");
  if (!existsSync(path)) throw new Error(`${path} is missing; run npm run build first`);
  return path;
}

/** A run of the bundled command in a fleet. */
export function grampus(root: string, directory: string, ...args: readonly string[]): Command {
  return { program: process.execPath, arguments: [bundledCommand(root), ...args], directory };
}

/** A compile of a fleet by another build of the bundled command. */
export function compileBy(path: string, directory: string): Command {
  return { program: process.execPath, arguments: [path, "compile"], directory };
}

function program(arena: Arena, name: string, output: string): Contestant {
  const path = join(arena.root, "tools/bench/src/contestants", `${name}-program.ts`);
  return {
    name: `${name}, all objects`,
    command: {
      program: process.execPath,
      arguments: [path, arena.objectsFile, output],
      directory: arena.root,
    },
    prepare: () => rmSync(output, { recursive: true, force: true }),
  };
}

type Compile = (fleet: string) => Command;

function compiles(name: string, compile: Compile, coldFleet: string, warmFleet: string): Contestant[] {
  return [
    {
      name: `${name}, no output yet`,
      command: compile(coldFleet),
      prepare: () => removeOutput(coldFleet),
    },
    { name: `${name}, nothing changed`, command: compile(warmFleet), prepare: () => {} },
    {
      name: `${name}, one cluster changed`,
      command: compile(warmFleet),
      prepare: (round) => writeFileSync(join(warmFleet, clusterFile(7)), clusterDefinition(7, round + 1)),
    },
  ];
}

/** Plans of a fleet in which the definitions of the first clusters changed since the commit. */
function planOf(name: string, { root, planFleet, clusters }: Arena, changed: number): Contestant {
  return {
    name: `grampus plan, ${name} changed`,
    command: grampus(root, planFleet, "plan"),
    prepare: () => {
      for (let index = 0; index < clusters; index++) {
        const text = index < changed ? restartingDefinition(index) : clusterDefinition(index);
        writeFileSync(join(planFleet, clusterFile(index)), text);
      }
    },
  };
}

/** Who is measured on a fleet, in the order of one round. */
export function contestants(arena: Arena): readonly Contestant[] {
  const { root, coldFleet, warmFleet, earlier } = arena;
  return [
    ...compiles("grampus", (fleet) => grampus(root, fleet, "compile"), coldFleet, warmFleet),
    ...compiles(
      "grampus --no-types",
      (fleet) => grampus(root, fleet, "compile", "--no-types"),
      coldFleet,
      warmFleet,
    ),
    planOf("nothing", arena, 0),
    planOf("one cluster", arena, 1),
    planOf("every cluster", arena, arena.clusters),
    ...(earlier === undefined
      ? []
      : compiles(
          earlier.name,
          (fleet) => compileBy(earlier.path, fleet),
          earlier.coldFleet,
          earlier.warmFleet,
        )),
    program(arena, "cdk8s", arena.cdk8sOutput),
    program(arena, "plain", arena.plainOutput),
  ];
}
