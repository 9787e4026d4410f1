import { posix } from "node:path";
import { Project, type SourceFile } from "ts-morph";
import { type ModuleReference, moduleReferences } from "./module-reference.ts";
import { type Place, placeOf } from "./place.ts";

/** A TypeScript or JavaScript file of the repository. */
export interface RepositoryFile {
  /** From the root, with `/`. */
  readonly path: string;
  readonly place: Place;
  readonly syntax: SourceFile;
  readonly references: readonly ModuleReference[];
}

/** What the rules look at. */
export interface Repository {
  readonly files: readonly RepositoryFile[];
  /** Workspaces by npm name: `@grampus/api` is `packages/api`. */
  readonly workspaces: ReadonlyMap<string, string>;
  /** The parsed tsconfig.json files by path. */
  readonly configurations: ReadonlyMap<string, unknown>;
}

const SOURCE = /\.(ts|mts|mjs|js)$/;
const MANIFEST = /^((?:packages|tools)\/[^/]+)\/package\.json$/;
const CONFIGURATION = /\/tsconfig\.json$/;

function nameOf(manifest: unknown): string | undefined {
  const named = typeof manifest === "object" && manifest !== null && "name" in manifest;
  return named && typeof manifest.name === "string" ? manifest.name : undefined;
}

/** Reads a repository from the texts of its files by path. */
export function readRepository(texts: ReadonlyMap<string, string>): Repository {
  const project = new Project({ useInMemoryFileSystem: true, compilerOptions: { allowJs: true } });
  const files: RepositoryFile[] = [];
  const workspaces = new Map<string, string>();
  const configurations = new Map<string, unknown>();
  for (const [path, text] of texts) {
    const [, workspace] = MANIFEST.exec(path) ?? [];
    const name = workspace === undefined ? undefined : nameOf(JSON.parse(text));
    if (name !== undefined && workspace !== undefined) workspaces.set(name, workspace);
    if (CONFIGURATION.test(path)) configurations.set(path, JSON.parse(text));
    const place = SOURCE.test(path) ? placeOf(path) : undefined;
    if (place === undefined) continue;
    const syntax = project.createSourceFile(`/${path}`, text);
    files.push({ path, place, syntax, references: moduleReferences(syntax) });
  }
  return { files, workspaces, configurations };
}

/** The path a relative specifier names, from the root; `undefined` for a package or a Node module. */
export function relativeTarget(file: RepositoryFile, specifier: string): string | undefined {
  if (!/^\.{1,2}(\/|$)/.test(specifier)) return undefined;
  return posix.join(posix.dirname(file.path), specifier);
}

/** The workspace folder and sub-path a specifier names: `kustomize-ts/node` is `packages/kustomize-ts` and `node`. */
export function workspaceTarget(
  { workspaces }: Repository,
  specifier: string,
): { readonly owner: string; readonly subPath: string } | undefined {
  const [, name, subPath = ""] = /^((?:@[^/]+\/)?[^/]+)(?:\/(.+))?$/.exec(specifier) ?? [];
  const owner = name === undefined ? undefined : workspaces.get(name);
  return owner === undefined ? undefined : { owner, subPath };
}
