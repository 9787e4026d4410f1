import { platformOf } from "./platform.ts";

/** One package of a package-lock.json; the fields that are read here. */
export interface LockedPackage {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly engines?: { readonly node?: string };
  readonly [field: string]: unknown;
}

/** A package-lock.json of version 3. Its packages are keyed by their folder. */
export interface Lockfile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
  readonly [field: string]: unknown;
}

const FOLDER = "node_modules/";

// As Node looks a package up: in the folder's own node_modules, then in that of each folder above.
function isLocked(packages: Lockfile["packages"], from: string, name: string): boolean {
  for (let folder = from; ; folder = folder.slice(0, Math.max(folder.lastIndexOf(`/${FOLDER}`), 0))) {
    if (packages[`${folder === "" ? "" : `${folder}/`}${FOLDER}${name}`] !== undefined) return true;
    if (folder === "") return false;
  }
}

/**
 * The optional packages that a lockfile asks for and does not lock, by the folder each belongs in. npm leaves them
 * out when the registry it asked does not carry them, and `npm ci` then refuses the lockfile everywhere.
 */
export function missingPackages({ packages }: Lockfile): ReadonlyMap<string, LockedPackage> {
  const missing = new Map<string, LockedPackage>();
  for (const [folder, { dev, optionalDependencies = {} }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (isLocked(packages, folder, name)) continue;
      const { os, cpu } = platformOf(name);
      missing.set(`${FOLDER}${name}`, {
        version,
        ...(cpu.length > 0 ? { cpu } : {}),
        ...(dev === true ? { dev } : {}),
        optional: true,
        ...(os.length > 0 ? { os } : {}),
      });
    }
  }
  return missing;
}

/** The first major version of each alternative of a range of versions: 20 and 22 of `^20.19.0 || >=22.12.0`. */
function firstMajors(range: string): readonly number[] {
  return range.split("||").map((alternative) => Number(/\d+/.exec(alternative)?.[0] ?? 0));
}

/** The packages that want a newer Node.js than the oldest that the root takes, by folder: `npm ci` warns about each. */
export function packagesBeyondRoot({ packages }: Lockfile): readonly string[] {
  const [oldest = 0] = firstMajors(packages[""]?.engines?.node ?? "");
  return Object.entries(packages).flatMap(([folder, { engines }]) =>
    firstMajors(engines?.node ?? "").every((major) => major > oldest) ? [folder] : [],
  );
}

/**
 * The lockfile with every optional package it asks for, in npm's order, and without the engines of packages that want
 * a newer Node.js than the root: npm compares them with the Node.js that runs npm, while everything here runs on the one
 * that the lockfile brings.
 */
export function completedLockfile(lockfile: Lockfile): Lockfile {
  const beyond = new Set(packagesBeyondRoot(lockfile));
  const locked = Object.entries(lockfile.packages).map(([folder, entry]): [string, LockedPackage] => {
    const { engines: _, ...others } = entry;
    return [folder, beyond.has(folder) ? others : entry];
  });
  const entries = [...locked, ...missingPackages(lockfile)];
  const sorted = entries.sort(([left], [right]) => left.localeCompare(right, "en"));
  return { ...lockfile, packages: Object.fromEntries(sorted) };
}
