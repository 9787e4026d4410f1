import type { Finding } from "../findings/finding.ts";
import { SETTINGS_FIELD } from "../releases/release.ts";
import type { EnvironmentEntry } from "./entries.ts";
import { settingsFindings } from "./settings.ts";

/** Finds what a release holds that this Grampus does not take in a definition any more, at its line in the release. */
export function releasedSettingsFindings(entries: readonly EnvironmentEntry[]): readonly Finding[] {
  const released = entries.flatMap(({ clusters }) =>
    clusters.filter(({ source }) => source.kind === "release").map(({ cluster }) => cluster),
  );
  return [...new Map(released.map((cluster) => [cluster.file, cluster])).values()].flatMap(
    ({ file, settings }) =>
      settingsFindings(settings, {
        file,
        at: [SETTINGS_FIELD],
        owner: "a release",
        onlyOverridable: false,
        hasLayersBelow: true,
      }),
  );
}
