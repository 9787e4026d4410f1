import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundleCommand, EXTERNAL } from "./command.ts";
import { compileLibrary } from "./library.ts";
import { commandManifest, libraryManifest, type Manifest, type Origin } from "./manifest.ts";
import { PackFault } from "./pack-fault.ts";
import { PUBLISHED, type PublishedPackage } from "./published.ts";
import { checkTarball, packStage, readManifest, type Tarball } from "./tarball.ts";

// Where tarballs go, from the root.
const DESTINATION = "tools/pack/dist";

// The DSL is what definitions import; the command brings it so that `npx grampus` needs nothing else.
function commandDependencies(root: string, own: Manifest): Readonly<Record<string, string>> {
  const compiler = readManifest<Manifest>(join(root, "packages/compiler"));
  const workspace = readManifest<Manifest>(root);
  const known = { ...workspace.devDependencies, ...compiler.dependencies, ...own.dependencies };
  return Object.fromEntries(
    [...EXTERNAL, "@grampus/dsl"].map((name) => {
      const range = known[name];
      if (range === undefined) throw new PackFault("bundle", `no version of ${name} is asked for anywhere`);
      return [name, range] as const;
    }),
  );
}

async function packPackage(root: string, published: PublishedPackage): Promise<Tarball> {
  const directory = join(root, "packages", published.folder);
  const stage = join(root, DESTINATION, "stage", published.folder);
  mkdirSync(join(stage, "dist"), { recursive: true });
  const { repository, homepage } = readManifest<Origin>(root);
  const origin = {
    ...(repository === undefined ? {} : { repository }),
    ...(homepage === undefined ? {} : { homepage }),
  };
  const manifest = readManifest<Manifest>(directory);
  const { library, command } = published;
  if (library) compileLibrary(root, directory, stage);
  if (command !== undefined) {
    await bundleCommand(root, join(directory, command.entry), command.bundle, join(stage, "dist"));
    cpSync(join(directory, "bin"), join(stage, "bin"), { recursive: true });
  }
  const packed = library
    ? libraryManifest(manifest, origin)
    : commandManifest(manifest, origin, commandDependencies(root, manifest));
  writeFileSync(join(stage, "package.json"), `${JSON.stringify(packed, undefined, 2)}\n`);
  // Who finds the command on the registry looks for the project.
  const readme = join(library ? directory : root, "README.md");
  const tarball = packStage(root, readme, stage, join(root, DESTINATION));
  checkTarball(root, tarball, library);
  return tarball;
}

/** Builds, packs and checks all published packages; gives their tarballs by name. */
export async function packAll(root: string): Promise<ReadonlyMap<string, Tarball>> {
  rmSync(join(root, DESTINATION), { recursive: true, force: true });
  const tarballs = new Map<string, Tarball>();
  for (const published of PUBLISHED) tarballs.set(published.name, await packPackage(root, published));
  return tarballs;
}
