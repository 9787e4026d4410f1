import { CANARY_TABLE, OPERATOR_SCHEMA } from "@grampus/resources";
import { STATEMENT_REFUSED_MS } from "../../timing.ts";
import { canaryRefusal } from "../diagnosis/group.ts";
import { isResponding } from "../view/member.ts";
import { serverTarget } from "./targets.ts";
import { perform, type Task, type UnderPrimary } from "./task.ts";

/** Makes the operator's schema again when it went: a script that empties a server takes it along. */
export const restoreSchema: Task<UnderPrimary> = ({ view: { observation, members }, group }) => {
  const refusal = canaryRefusal(observation.canary, group);
  const primary = members.find(({ name }) => name === group.primary);
  if (refusal?.about !== "schema" || primary === undefined || !isResponding(primary)) return undefined;
  return perform({
    kind: "restore-schema",
    target: serverTarget(primary),
    because: `the operator's table ${CANARY_TABLE} is not as it was made: ${refusal.message}`,
  });
};

const ADVICE = {
  schema: `The schema ${OPERATOR_SCHEMA} is the operator's own, and it makes it again as soon as the server lets it.`,
  account: `Give the operator's account its privileges back: docs/operator/accounts.md has the statements.`,
  server: "Clients' writes may be refused for the same reason. See the member's log.",
} as const;

/** Tells a person when the primary has refused the operator's own writes for a while. */
export const reportRefusedWrites: Task<UnderPrimary> = ({ view: { observation }, group }) => {
  const { canary, now } = observation;
  const refusal = canaryRefusal(canary, group);
  if (canary === undefined || refusal === undefined || now - canary.since < STATEMENT_REFUSED_MS)
    return undefined;
  return {
    kind: "note",
    stall: {
      reason: "WritesRefused",
      message: `${group.primary} refuses the operator's own write to ${CANARY_TABLE} since ${new Date(canary.since).toISOString()}: ${refusal.message}. ${ADVICE[refusal.about]}`,
    },
  };
};
