import { type Cluster, SUPPORTED_SERIES, seriesOf } from "@grampus/api";
import type { SpecStall } from "./stall.ts";

const PATH = ["spec", "version"] as const;

const SERIES = SUPPORTED_SERIES.join(" and ");

/** A version of a series that this operator does not run. */
export function versionStall({ spec }: Cluster): SpecStall | undefined {
  const version = spec?.version;
  return version === undefined || seriesOf(version) !== undefined
    ? undefined
    : {
        reason: "VersionUnsupported",
        path: PATH,
        found: version,
        allowed: `${SERIES}, and their releases`,
        message: `spec.version is ${version}; this operator runs MySQL ${SERIES}`,
        hint: `set it to ${SUPPORTED_SERIES.join(" or ")}; a version that no member ran can be taken back`,
      };
}

/**
 * A series other than the one that members run, or that their data was opened with. `ran` are versions such as `9.7.4`
 * or `9.7`; those of series this operator does not run do not count: it never ran them.
 */
export function upgradeStall({ spec }: Cluster, ran: readonly string[]): SpecStall | undefined {
  const version = spec?.version ?? "";
  const asked = seriesOf(version);
  const other = ran.map(seriesOf).find((series) => series !== undefined && series !== asked);
  return asked === undefined || other === undefined
    ? undefined
    : {
        reason: "UpgradeUnsupported",
        path: PATH,
        found: version,
        allowed: `${other}, and its releases`,
        message: `the cluster runs MySQL ${other} and spec.version is ${version}; this operator does not change the series of a cluster`,
        hint: `set it to a release of ${other}; to change the series, load a dump into a new cluster`,
      };
}
