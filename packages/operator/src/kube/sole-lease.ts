import { setTimeout as delay } from "node:timers/promises";
import { errorText } from "../fault.ts";
import { acquireLease, type HeldLease, type LeaseOptions } from "./lease.ts";
import type { RivalOperator } from "./rival-operators.ts";

/** A Lease that nobody holds in another namespace either. Times in milliseconds. */
export interface SoleLeaseOptions extends LeaseOptions {
  readonly rivals: () => Promise<readonly RivalOperator[]>;
  /**
   * Told at the first look, and whenever the operators in whose favour this one stands back are others than before:
   * none when there are none.
   */
  readonly onRivals: (rivals: readonly RivalOperator[]) => void;
  /** Pause between two looks while this one stands back; up to twice as long, by chance. */
  readonly standBackFor: number;
  readonly random: () => number;
}

/**
 * Waits until the Lease is ours and no operator of another namespace holds one of its own. Everybody writes its Lease
 * before the last look, so of two that start at the same moment at least one sees the other. Who sees one gives its
 * Lease up and waits for a time that chance decides; who is at work already does not look any more, and so stays.
 */
export async function acquireSoleLease(
  options: SoleLeaseOptions,
  signal: AbortSignal,
): Promise<HeldLease | undefined> {
  const { rivals, onRivals, onTrouble, standBackFor, random } = options;
  let told: string | undefined;

  async function areThereRivals(): Promise<boolean> {
    try {
      const found = await rivals();
      const text = found.map(({ namespace, holder }) => `${namespace}/${holder}`).join();
      if (text !== told) onRivals(found);
      told = text;
      return found.length > 0;
    } catch (error) {
      onTrouble(`operators of other namespaces cannot be seen: ${errorText(error)}`);
      return true;
    }
  }

  while (!signal.aborted) {
    if (!(await areThereRivals())) {
      const lease = await acquireLease(options, signal);
      if (lease === undefined || !(await areThereRivals())) return lease;
      await lease.release();
    }
    await delay(standBackFor * (1 + random()), undefined, { signal }).catch(() => undefined);
  }
  return undefined;
}
