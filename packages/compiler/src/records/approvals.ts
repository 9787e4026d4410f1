import type { Diagnostic } from "@grampus/diagnostics";
import { STYLE, stringStyle } from "go-yaml-ts";
import { approvalsFile } from "../layout.ts";
import { DIGEST_FIELD, type EntryForm, readEntries, textField } from "./entries.ts";
import { folderInPlace, recordText } from "./record-file.ts";

/** That somebody approves one change of one cluster. */
export interface Approval {
  readonly environment: string;
  readonly cluster: string;
  /** The digest of the change. */
  readonly change: string;
  /** The team or user that approves it. */
  readonly by: string;
  /** Its line in the file of the environment, from 1. */
  readonly line: number;
}

/** The approvals in an environment's file, and what is wrong with it. */
export interface Approvals {
  readonly approvals: readonly Approval[];
  readonly diagnostics: readonly Diagnostic[];
}

/** An approval as a line of a file. */
export function approvalText({ cluster, environment, change, by }: Omit<Approval, "line">): string {
  const name = (text: string) => (stringStyle(text) === STYLE.plain ? text : JSON.stringify(text));
  return `- { cluster: ${name(cluster)}, environment: ${name(environment)}, change: ${change}, by: ${JSON.stringify(by)} }`;
}

const FORM: EntryForm = {
  what: "an approval",
  example: '- { cluster: orders, environment: prod, change: sha256:..., by: "team-dba" }',
  fields: {
    cluster: textField("the name of a cluster"),
    environment: textField("the name of the environment that the file is in"),
    change: DIGEST_FIELD,
    by: textField("who approves it, a team or a user"),
    because: { ...textField("why"), isRequired: false },
  },
};

/** Reads the approvals of an environment. */
export function readApprovals(root: string, environment: string): Approvals {
  const file = approvalsFile(environment);
  const folder = folderInPlace(root, file);
  if (folder !== undefined) return { approvals: [], diagnostics: [folder] };
  const form: EntryForm = {
    ...FORM,
    fields: {
      ...FORM.fields,
      environment: {
        isRequired: true,
        allowed: `${environment}, the environment that the file is in`,
        isRight: (value) => value === environment,
      },
    },
  };
  const { entries, diagnostics } = readEntries(file, recordText(root, file) ?? "", form);
  const approvals = entries.map(({ fields, line }) => ({
    environment,
    cluster: String(fields.cluster),
    change: String(fields.change),
    by: String(fields.by),
    line,
  }));
  return { approvals, diagnostics };
}
