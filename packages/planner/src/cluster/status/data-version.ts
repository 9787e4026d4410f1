import { compareVersions } from "@grampus/api";

const RELEASE = /^\d{1,3}\.\d{1,3}\.\d{1,3}/;

/**
 * The newest of the releases, such as `9.7.4`; what follows the third number is dropped, and what is no release does
 * not count. `undefined` when there is none.
 */
export function newestVersion(versions: readonly string[]): string | undefined {
  return versions
    .flatMap((version) => RELEASE.exec(version)?.[0] ?? [])
    .reduce<string | undefined>(
      (newest, version) =>
        newest === undefined || compareVersions(version, newest) === 1 ? version : newest,
      undefined,
    );
}
