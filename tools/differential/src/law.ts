import { type Cluster, pathText, type Violation } from "@grampus/api";
import type { Refusal } from "@grampus/compiler/testing";
import { decide } from "@grampus/planner";
import { stallText } from "@grampus/resources";
import { freshObservation } from "./fresh-observation.ts";

/**
 * The law: what the compiler refuses is what the API server refuses, and what the operator would stall on, in its
 * words. Each side of it is one of these; they have to be equal.
 */
export interface Judgement {
  readonly apiServer: "accepted" | "refused";
  /** Reason and words of the stall; the operator never sees what the API server refuses. */
  readonly stall?: string;
}

/** What the operator says of a Cluster that an API server stored. */
function stallOf(cluster: Cluster): string | undefined {
  const { stall } = decide(freshObservation(cluster));
  return stall === undefined ? undefined : `${stall.reason}: ${stall.message}`;
}

/** What a server and the operator say; `stored` is what the server has when it accepts. */
export function judgementOfWorld(apiServer: Judgement["apiServer"], stored: Cluster): Judgement {
  const stall = apiServer === "refused" ? undefined : stallOf(stored);
  return { apiServer, ...(stall === undefined ? {} : { stall }) };
}

const REASON = /^(\w+): /;

/** Whether all that the API server refuses is told, in the operator's words where it would stall on the value too. */
function areTold(violations: readonly Violation[], refusals: readonly Refusal[]): boolean {
  const told = new Set(refusals.map(({ diagnostic }) => diagnostic.path));
  return violations.length > 0 && violations.every(({ path }) => told.has(pathText(path)));
}

/**
 * What the compiler says, by the origin of each refusal.
 *
 * @param violations what the API server refuses, as the API's rules have it
 */
export function judgementOfCompiler(
  refusals: readonly Refusal[],
  violations: readonly Violation[] = [],
): Judgement {
  const isRefused = refusals.some(({ origin }) => origin === "api-server") || areTold(violations, refusals);
  if (isRefused) return { apiServer: "refused" };
  const [first] = refusals;
  if (first === undefined) return { apiServer: "accepted" };
  const texts = refusals.map(({ diagnostic: { message, hint = "" } }) =>
    stallText({ message: message.replace(REASON, ""), hint }),
  );
  return { apiServer: "accepted", stall: `${REASON.exec(first.diagnostic.message)?.[0]}${texts.join(" ")}` };
}
