/** MySQL series that are run. */
export const SUPPORTED_SERIES = ["8.4", "9.7"] as const;

/** A supported series. */
export type Series = (typeof SUPPORTED_SERIES)[number];

/** The series of a version such as `9.7` or `9.7.4`; `undefined` when it is not run. */
export function seriesOf(version: string): Series | undefined {
  const [major, minor] = version.split(".");
  return SUPPORTED_SERIES.find((series) => series === `${major}.${minor}`);
}
