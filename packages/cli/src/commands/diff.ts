import { type ClusterDifference, changedValue, difference, fieldText } from "@grampus/compiler";
import { columns } from "../columns.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { answer, type FleetOptions, writeRefusal } from "../fleet-command.ts";
import { type Terminal, writeJson } from "../terminal.ts";

function differenceText({ cluster, left, right, fields }: ClusterDifference): string {
  if (fields.length === 0) return `${cluster}: ${left} and ${right} are the same\n`;
  const rows = fields.map(({ path, before, after, changeClass }) => [
    `  ${fieldText(path)}`,
    `${changedValue(before)} → ${changedValue(after)}`,
    changeClass,
  ]);
  return [`${cluster}: from ${left} to ${right}`, ...columns(rows), ""].join("\n");
}

/** Runs `grampus diff NAME A B`. */
export async function diffCommand(
  terminal: Terminal,
  cluster: string,
  sides: { readonly left: string; readonly right: string },
  options: FleetOptions,
): Promise<ExitCode> {
  const { root, result } = await answer(options, {}, (request) =>
    difference({ ...request, cluster, ...sides }),
  );
  if (result.kind === "refused") return writeRefusal(terminal, options, root, result);
  if (options.json) {
    const fields = result.fields.map((field) => ({ ...field, path: fieldText(field.path) }));
    writeJson(terminal, { ...result, fields });
  } else terminal.stdout.write(differenceText(result));
  return EXIT.fine;
}
