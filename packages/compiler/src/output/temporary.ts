import path from "node:path";
import { systemErrorCode } from "../fault.ts";

const TEMPORARY = /^\.grampus-(\d+)-\d+\.tmp$/;

/** The name a file has while this process writes it; it stands beside the file it becomes. */
export function temporaryName(sequence: number): string {
  return `.grampus-${process.pid}-${sequence}.tmp`;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemErrorCode(error) === "EPERM";
  }
}

/** What a file is by its name: no temporary one, one that a living run writes, or one that a killed run left behind. */
export function temporaryState(file: string): "none" | "in-use" | "abandoned" {
  const pid = TEMPORARY.exec(path.basename(file))?.[1];
  if (pid === undefined) return "none";
  return isAlive(Number(pid)) && Number(pid) !== process.pid ? "in-use" : "abandoned";
}
