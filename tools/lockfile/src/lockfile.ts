import { platformOf } from "./platform.ts";

/** One package of a package-lock.json; the fields that are read here. */
export interface LockedPackage {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
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

/** The lockfile with every optional package it asks for, in npm's order. */
export function completedLockfile(lockfile: Lockfile): Lockfile {
  const entries = [...Object.entries(lockfile.packages), ...missingPackages(lockfile)];
  const sorted = entries.sort(([left], [right]) => left.localeCompare(right, "en"));
  return { ...lockfile, packages: Object.fromEntries(sorted) };
}
