import type { Diagnostic } from "@grampus/diagnostics";
import { type Document, isSeq, parseDocument, Scalar, YAMLSeq } from "yaml";
import { isGateText } from "../definition/gates.ts";
import { overridesFile } from "../layout.ts";
import type { FileChange } from "../output/changes.ts";
import { DIGEST_FIELD, type EntryForm, readEntries, textField } from "./entries.ts";
import { folderInPlace, recordText } from "./record-file.ts";

/** That one promotion went past one gate: for one release of one cluster, who did it, when and why. */
export interface Override {
  /** The gate as it is written: `soak("2d")`. */
  readonly gate: string;
  readonly release: number;
  /** The digest of the release. */
  readonly digest: string;
  readonly by: string;
  /** A moment as ISO 8601 writes it, in UTC. */
  readonly at: string;
  readonly because: string;
}

/** The overrides of a cluster in an environment, and what is wrong with its file. */
export interface Overrides {
  readonly overrides: readonly Override[];
  readonly diagnostics: readonly Diagnostic[];
}

const FORM: EntryForm = {
  what: "an override",
  example: `- { gate: 'soak("2d")', release: 3, digest: sha256:..., by: ..., at: ..., because: ... }`,
  fields: {
    gate: {
      isRequired: true,
      allowed: 'a gate as the environment has it: soak("2d"), healthy(), maxInFlight(2)',
      isRight: (value) => typeof value === "string" && isGateText(value),
    },
    release: {
      isRequired: true,
      allowed: "the number of a release",
      isRight: (value) => typeof value === "number" && Number.isSafeInteger(value) && value > 0,
    },
    digest: DIGEST_FIELD,
    by: textField("who went past the gate: a name and an address"),
    at: textField('when, like "2026-11-30T09:00:00Z"'),
    because: textField("why"),
  },
};

/** Reads which gates promotions of a cluster to an environment went past. */
export function readOverrides(root: string, environment: string, cluster: string): Overrides {
  const file = overridesFile(environment, cluster);
  const folder = folderInPlace(root, file);
  return folder === undefined
    ? overridesOf(file, recordText(root, file) ?? "")
    : { overrides: [], diagnostics: [folder] };
}

/** The overrides that the text of a file has. */
export function overridesOf(file: string, text: string): Overrides {
  const { entries, diagnostics } = readEntries(file, text, FORM);
  const overrides = entries.flatMap(({ fields }): readonly Override[] => {
    const { gate, release, digest, by, at, because } = fields;
    if (typeof release !== "number") return [];
    return [
      {
        gate: String(gate),
        release,
        digest: String(digest),
        by: String(by),
        at: String(at),
        because: String(because),
      },
    ];
  });
  return { overrides, diagnostics };
}

function quoted(text: string, type: Scalar.Type = Scalar.QUOTE_DOUBLE): Scalar {
  const scalar = new Scalar(text);
  scalar.type = type;
  return scalar;
}

/** The text of a file with some more entries behind those that it has, which stay with their comments. */
function appended(text: string, added: readonly Override[]): string {
  const document: Document = parseDocument(text);
  const list = isSeq(document.contents) ? document.contents : new YAMLSeq();
  if (list.items.length === 0) list.flow = false;
  document.contents = list;
  for (const { gate, release, digest, by, at, because } of added) {
    const named = quoted(gate, Scalar.QUOTE_SINGLE);
    const texts = { by: quoted(by), at: quoted(at), because: quoted(because) };
    document.addIn([], document.createNode({ gate: named, release, digest, ...texts }));
  }
  return document.toString({ lineWidth: 0 });
}

/** How the file of a cluster's overrides has to change so that it has some more, behind those that it has. */
export function overridesChange(
  root: string,
  environment: string,
  cluster: string,
  added: readonly Override[],
): FileChange | undefined {
  if (added.length === 0) return undefined;
  const file = overridesFile(environment, cluster);
  const before = recordText(root, file);
  const text = appended(before ?? "", added);
  return before === undefined
    ? { kind: "create", file, text, before: "" }
    : { kind: "update", file, text, before };
}
