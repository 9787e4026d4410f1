import { type ClusterExplanation, type Explanation, explain, type LayerExplanation } from "@grampus/compiler";
import { columns } from "../columns.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { answer, type FleetOptions, writeRefusal } from "../fleet-command.ts";
import { overlaySelection } from "../overlay-name.ts";
import { styled, type Terminal, writeJson } from "../terminal.ts";

type ChangeClasses = Explanation["changeClass"];

function valueText(value: unknown): string {
  return value === undefined ? "not set" : JSON.stringify(value);
}

/** What a layer says, as a definition would write it. */
function statementText({ isUnset, isAppended, value, takesBack = [] }: LayerExplanation): string {
  if (isUnset) return "unset()";
  if (isAppended === true) return `append(${valueText(value).slice(1, -1)})`;
  const isEmpty = typeof value === "object" && value !== null && Object.keys(value).length === 0;
  const stated = value === undefined || (isEmpty && takesBack.length > 0) ? [] : [valueText(value)];
  return [...stated, ...takesBack.map((path) => `unset() at ${path}`)].join(", ");
}

function place({ layer, source }: LayerExplanation): string {
  if (layer === "protection") return "Grampus, against deletion";
  return source === undefined ? "@grampus/api" : `${source.file}:${source.line}:${source.column}`;
}

const DIRECTIONS: Readonly<Record<string, string>> = {
  up: "upwards",
  down: "downwards",
  add: "when something is added",
  remove: "when something is removed",
};

const CHOICE = new Intl.ListFormat("en-GB", { type: "disjunction" });

/**
 * The class of a change, by direction where that matters: `online upwards, data-movement downwards`. Those of several
 * variables are a range.
 */
function changeText(classes: ChangeClasses): string {
  const { any, ...directed } = classes;
  const ofVariables = Object.entries(directed).filter(([condition]) => condition.startsWith("variable:"));
  if (ofVariables.length > 0) return `${CHOICE.format(ofVariables.map(([, name]) => name))}, by variable`;
  const told = Object.entries(directed).map(([direction, name]) => {
    const [, value] = /^to:(.*)$/.exec(direction) ?? [];
    return `${name} ${value === undefined ? (DIRECTIONS[direction] ?? direction) : `to ${value}`}`;
  });
  if (any === undefined) return told.join(", ");
  return told.length === 0 ? any : [...told, `${any} otherwise`].join(", ");
}

function changeLines({ changeClass, changeClassInside = {} }: Explanation): readonly string[] {
  const own = changeText(changeClass);
  const inside = Object.entries(changeClassInside).map(
    ([name, classes]) => `  a change of ${name} is ${changeText(classes)}`,
  );
  return own === "" ? inside : [`  a change is ${own}`];
}

function layerLines(terminal: Terminal, layers: readonly LayerExplanation[]): readonly string[] {
  if (layers.length === 0) return ["  no layer sets it"];
  const rows = columns(
    layers.map((layer) => [layer.decides ? "→" : " ", layer.layer, statementText(layer), place(layer)]),
  );
  return [
    "  set by, lowest layer first:",
    ...rows.map((row, index) => {
      const line = `  ${row.replace(/^(.) {2}/, "$1 ")}`;
      return layers[index]?.decides ? styled(terminal.stdout, "bold", line) : line;
    }),
  ];
}

function explanationText(terminal: Terminal, explanation: Explanation): string {
  const { environment, cluster, field, definitionField, description, value, layers } = explanation;
  const names = definitionField === undefined ? field : `${field} (in definitions: ${definitionField})`;
  return [
    `${environment}/${cluster} ${names} = ${valueText(value)}`,
    `  ${description.split("\n")[0]}`,
    ...changeLines(explanation),
    ...layerLines(terminal, layers),
    "",
  ].join("\n");
}

const LONGEST_VALUE = 48;

/** Every field that is set: its name, its value, the layer that decides and where. */
function clusterText({ environment, cluster, fields }: ClusterExplanation): string {
  const rows = fields.map(({ definitionField, field, value, layers }) => {
    const text = valueText(value);
    const layer = layers.findLast(({ decides }) => decides);
    return [
      definitionField ?? field,
      text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1)}…` : text,
      ...(layer === undefined ? ["", ""] : [layer.layer, place(layer)]),
    ];
  });
  const lines = columns(rows).map((row) => `  ${row}`);
  return [`${environment}/${cluster}: every field that is set, by the layer that decides`, ...lines, ""].join(
    "\n",
  );
}

/** Runs `grampus explain ENV/CLUSTER [FIELD]`. */
export async function explainCommand(
  terminal: Terminal,
  overlay: string,
  field: string | undefined,
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
  else if (result.kind === "explained") terminal.stdout.write(explanationText(terminal, result));
  else terminal.stdout.write(clusterText(result));
  return EXIT.fine;
}
