import { setTimeout as delay } from "node:timers/promises";
import { E2eFault } from "./e2e-fault.ts";

/** Whether the error is one of ours with this code. */
export function isE2eFault(error: unknown, code: E2eFault["code"]): error is E2eFault {
  return error instanceof E2eFault && error.code === code;
}

/** Asks again and again until there is an answer; throws `timeout` with the last reason why not. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  { within, every = 200 }: { readonly within: number; readonly every?: number },
): Promise<T> {
  const end = performance.now() + within;
  let reason: unknown = "no answer yet";
  while (performance.now() < end) {
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
    } catch (error) {
      reason = error;
    }
    await delay(every);
  }
  throw new E2eFault("timeout", `${what}: not within ${within / 1000} s: ${String(reason)}`, {
    cause: reason,
  });
}
