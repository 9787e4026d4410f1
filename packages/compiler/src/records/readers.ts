import type { Diagnostic } from "@grampus/diagnostics";
import { type Approvals, readApprovals } from "./approvals.ts";
import { type Attestations, readAttestations } from "./attestations.ts";
import { type Overrides, readOverrides } from "./overrides.ts";

/** The records of a fleet, each file of which is read once. */
export interface RecordReaders {
  readonly attestations: (environment: string) => Attestations;
  readonly approvals: (environment: string) => Approvals;
  readonly overrides: (environment: string, cluster: string) => Overrides;
  /** What is wrong with the files that were read so far. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A function that is asked once for each key. */
function once<Value>(ask: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>();
  return (key) => {
    const value = known.get(key) ?? ask(key);
    known.set(key, value);
    return value;
  };
}

/** Reads the records of a fleet. */
export function recordReaders(root: string): RecordReaders {
  const diagnostics: Diagnostic[] = [];
  const told = <Read extends { readonly diagnostics: readonly Diagnostic[] }>(read: Read): Read => {
    diagnostics.push(...read.diagnostics);
    return read;
  };
  const attestations = once((environment): Attestations => told(readAttestations(root, environment)));
  const approvals = once((environment): Approvals => told(readApprovals(root, environment)));
  const byOverlay = new Map<string, Overrides>();
  const overrides = (environment: string, cluster: string): Overrides => {
    const key = `${environment}/${cluster}`;
    const read = byOverlay.get(key) ?? told(readOverrides(root, environment, cluster));
    byOverlay.set(key, read);
    return read;
  };
  return { attestations, approvals, overrides, diagnostics };
}
