/** The first line, from 1, where two texts differ. */
export function firstDifference(
  before: string,
  after: string,
): { readonly line: number; readonly found: string; readonly wanted: string } {
  const old = before.split(/\r?\n/);
  const wanted = after.split("\n");
  const index = wanted.findIndex((line, position) => line !== old[position]);
  const line = index === -1 ? wanted.length : index;
  return {
    line: line + 1,
    found: old[line] ?? "the end of the file",
    wanted: wanted[line] ?? "the end of the file",
  };
}
