import { CLUSTER_KIND, pathText, type Violation, validate } from "@grampus/api";
import { type Answer, type ApiServer, type ApplyOptions, answerText } from "@grampus/apiserver-testing";
import type { ProbeObject } from "./probe.ts";

/** What the server and we say of one object. */
export interface Verdicts {
  readonly server: "accepted" | "refused";
  readonly ours: "accepted" | "refused";
  readonly violations: readonly Violation[];
  readonly answer: Answer;
}

const REFUSALS = new Set([400, 403, 409, 422, 500]);

/** The server's verdict; anything but a refusal it can be asked to explain is a fault of the test. */
export function serverVerdict(answer: Answer): Verdicts["server"] {
  if (answer.status === 200 || answer.status === 201) return "accepted";
  if (REFUSALS.has(answer.status)) return "refused";
  throw new RangeError(`the server answered ${answer.status}: ${answerText(answer)}`);
}

/** Asks both about one object; the server in a dry run. */
export async function verdictsOn(
  server: ApiServer,
  object: ProbeObject,
  options: Pick<ApplyOptions, "subresource"> = {},
): Promise<Verdicts> {
  const answer = await server.apply(object, { ...options, dryRun: true });
  const violations = validate(CLUSTER_KIND, object);
  return {
    server: serverVerdict(answer),
    ours: violations.length === 0 ? "accepted" : "refused",
    violations,
    answer,
  };
}

/** One line for people: who said what. */
export function verdictText({ server, ours, violations, answer }: Verdicts): string {
  const reasons = violations.map((violation) => `${pathText(violation.path)} ${violation.rule}`).join("; ");
  return `server ${server} (${answerText(answer).slice(0, 600)}), ours ${ours} (${reasons})`;
}
