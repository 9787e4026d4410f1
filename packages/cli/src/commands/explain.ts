import { type Explanation, explain, type LayerExplanation } from "@grampus/compiler";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { answer, type FleetOptions, overlaySelection, writeRefusal } from "../fleet-command.ts";
import { styled, type Terminal, writeJson } from "../terminal.ts";

function valueText(value: unknown): string {
  return value === undefined ? "not set" : JSON.stringify(value);
}

function place({ source }: LayerExplanation): string {
  return source === undefined ? "@grampus/api" : `${source.file}:${source.line}:${source.column}`;
}

function changeText(changeClass: Explanation["changeClass"]): string {
  const entries = Object.entries(changeClass);
  const [first] = entries;
  if (first !== undefined && entries.length === 1 && first[0] === "any") return first[1];
  return entries.map(([direction, name]) => `${direction} ${name}`).join(", ");
}

function explanationText(terminal: Terminal, explanation: Explanation): string {
  const { environment, cluster, field, definitionField, description, changeClass, value, layers } =
    explanation;
  const names = definitionField === undefined ? field : `${field} (in definitions: ${definitionField})`;
  const rows = layers.map((layer) => ({
    name: layer.layer,
    value: layer.isUnset ? "unset()" : valueText(layer.value),
    place: place(layer),
  }));
  const width = (key: "name" | "value") => Math.max(...rows.map((row) => row[key].length), 0);
  const lines = rows.map((row, index) => {
    const mark = index === rows.length - 1 ? "→" : " ";
    const line = `  ${mark} ${row.name.padEnd(width("name"))}  ${row.value.padEnd(width("value"))}  ${row.place}`;
    return index === rows.length - 1 ? styled(terminal.stdout, "bold", line) : line;
  });
  const changes = changeText(changeClass);
  return [
    `${environment}/${cluster} ${names} = ${valueText(value)}`,
    `  ${description.split("\n")[0]}`,
    ...(changes === "" ? [] : [`  a change is ${changes}`]),
    ...(lines.length === 0 ? ["  no layer sets it"] : ["  set by, lowest layer first:", ...lines]),
    "",
  ].join("\n");
}

/** Runs `grampus explain ENV/CLUSTER FIELD`. */
export async function explainCommand(
  terminal: Terminal,
  overlay: string,
  field: string,
  options: FleetOptions,
): Promise<ExitCode> {
  const selection = overlaySelection(overlay);
  if (selection?.cluster === undefined) {
    terminal.stderr.write(
      `error: ${overlay} names no cluster in an environment\n  allowed: ENV/CLUSTER, like prod/orders\n`,
    );
    return EXIT.user;
  }
  const { root, result } = await answer(options, selection, (request) => explain(request, field));
  if (result.kind === "refused") return writeRefusal(terminal, options, root, result);
  if (options.json) writeJson(terminal, result);
  else terminal.stdout.write(explanationText(terminal, result));
  return EXIT.fine;
}
