import {
  closeSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { CompilerFault, fileFault, systemErrorCode } from "../fault.ts";
import type { FileChange } from "./changes.ts";
import { temporaryName } from "./temporary.ts";

/** How far a write came. */
export interface WriteResult {
  readonly done: readonly FileChange[];
  /** Changes that were left because the user interrupted; empty otherwise. */
  readonly left: readonly FileChange[];
}

const CHANGES_A_TURN = 16;

function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text, "utf8");
  for (let offset = 0; offset < bytes.length; ) offset += writeSync(descriptor, bytes, offset);
}

/** Writes a file so that, whatever happens, it is wholly old or wholly new. */
function replaceFile(root: string, { file, text }: FileChange, sequence: number, made: Set<string>): void {
  makeDirectory(root, path.dirname(file), made);
  const target = path.join(root, file);
  const temporary = path.join(path.dirname(target), temporaryName(sequence));
  try {
    const descriptor = openSync(temporary, "wx", 0o644);
    try {
      writeAll(descriptor, text);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/**
 * Makes a directory below the root.
 *
 * @throws CompilerFault `cannot-write` when a symbolic link on the way leads out of the root
 */
function makeDirectory(root: string, directory: string, made: Set<string>): void {
  if (made.has(directory)) return;
  mkdirSync(path.join(root, directory), { recursive: true });
  if (realpathSync(path.join(root, directory)) === path.join(realpathSync(root), directory)) {
    made.add(directory);
    return;
  }
  throw new CompilerFault(
    "cannot-write",
    `cannot write into ${directory}: it is reached through a symbolic link`,
    {
      hint: "generated files are written only where they seem to be: remove the link",
    },
  );
}

/** Removes a file and the directories above it that are empty then. */
function removeFile(root: string, file: string): void {
  rmSync(path.join(root, file), { force: true });
  for (let directory = path.dirname(file); directory !== "."; directory = path.dirname(directory)) {
    try {
      rmdirSync(path.join(root, directory));
    } catch (error) {
      const system = systemErrorCode(error);
      if (system === "ENOTEMPTY" || system === "EEXIST" || system === "ENOENT") return;
      throw error;
    }
  }
}

function apply(root: string, change: FileChange, sequence: number, made: Set<string>): void {
  try {
    if (change.kind === "remove") removeFile(root, change.file);
    else replaceFile(root, change, sequence, made);
  } catch (error) {
    throw error instanceof CompilerFault ? error : fileFault("cannot-write", change.file, error);
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/**
 * Carries out changes one file after the other. Each file is wholly old or wholly new at every moment; a failure stops
 * at the file that failed, and the next run takes up the rest.
 *
 * @param isInterrupted asked between files; when it says yes, the rest is left
 * @throws CompilerFault `cannot-write` when the disk is full or a permission is missing
 */
export async function writtenChanges(
  root: string,
  changes: readonly FileChange[],
  isInterrupted: () => boolean,
): Promise<WriteResult> {
  const made = new Set<string>();
  for (const [index, change] of changes.entries()) {
    if (index % CHANGES_A_TURN === 0) await nextTurn();
    if (isInterrupted()) return { done: changes.slice(0, index), left: changes.slice(index) };
    apply(root, change, index, made);
  }
  return { done: changes, left: [] };
}

/** The change that takes another one back. */
function undone({ kind, file, text, before }: FileChange): FileChange {
  return kind === "create"
    ? { kind: "remove", file, text: "", before: text }
    : { kind: kind === "remove" ? "create" : "update", file, text: before, before: text };
}

/**
 * Carries out changes as `writtenChanges`, those of records first. When some are left, no record is: generated files are mended by the
 * next compile, records by nobody.
 *
 * @throws CompilerFault as `writtenChanges`
 */
export async function writtenWithRecords(
  root: string,
  records: readonly FileChange[],
  generated: readonly FileChange[],
  isInterrupted: () => boolean,
): Promise<WriteResult> {
  const result = await writtenChanges(root, [...records, ...generated], isInterrupted);
  if (result.left.length === 0) return result;
  const written = result.done.filter((change) => records.includes(change));
  await writtenChanges(root, written.map(undone), () => false);
  return { done: result.done.filter((change) => !written.includes(change)), left: result.left };
}
