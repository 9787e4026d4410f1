import { approvedBy, needsApproval } from "../approvals/verdicts.ts";
import { durationText } from "../calendar/duration.ts";
import { isOpen, nextOpening, type WeekWindow } from "../calendar/window.ts";
import { localTime, momentText, nextMinute } from "../calendar/zone.ts";
import { dayNumber, dayText } from "../data/calendar-day.ts";
import { namesText } from "../data/value-text.ts";
import type { FreezeEntry, GateEntry } from "../definition/entries.ts";
import { gateName, gateText } from "../definition/gates.ts";
import { approvalsFile } from "../layout.ts";
import { approvalText } from "../records/approvals.ts";
import type { Override } from "../records/overrides.ts";
import { DEEPEN, type GateVerdict, type PromotionFacts } from "./verdict.ts";

/** What a gate says before overrides are looked at. */
type Answer = Pick<GateVerdict, "reason" | "hint" | "opens"> & { readonly isOpen: boolean };

const DAY = 86_400_000;

/** No clock of a zone is farther from that of UTC. */
const FARTHEST_ZONE = 26 * 3_600_000;

function open(reason: string): Answer {
  return { isOpen: true, reason };
}

function held(reason: string, more: Pick<GateVerdict, "hint" | "opens"> = {}): Answer {
  return { isOpen: false, reason, ...more };
}

function iso(moment: number): string {
  return new Date(moment).toISOString().replace(".000Z", "Z");
}

function soakAnswer(time: number, facts: PromotionFacts): Answer {
  const { before, since, now, base, cluster, release } = facts;
  const isPinned = before?.follows === "releases";
  const what = isPinned ? `${before.name} pins it since` : "it was cut on";
  if (since === undefined) {
    if (!isPinned)
      return held(`release ${release} is not in ${base} yet, so its time has not begun`, {
        hint: `merge the commit that has clusters/${cluster}/releases/${release} first`,
      });
    return held(`${before.name} does not run it in ${base}, so its time has not begun`, {
      hint: `grampus promote ${cluster} --to ${before.name} --release ${release}, and merge that first`,
    });
  }
  const start = since.seconds * 1000;
  const [age, end] = [now - start, start + time];
  const commit = since.commit.slice(0, 7);
  const seen = `${what} ${momentText(start, "UTC")} (${commit})`;
  if (age >= time) return open(since.isAtLeast ? `${seen} at least` : seen);
  if (since.isAtLeast) {
    return held(`this clone is shallow, and ${seen} at least, which is less than ${durationText(time)}`, {
      hint: DEEPEN,
    });
  }
  const left = durationText(end - now);
  const opens = iso(end);
  return held(`${seen}, and ${left} of ${durationText(time)} are left`, {
    opens,
    hint: `it opens ${momentText(end, "UTC")}`,
  });
}

function healthyAnswer({ before, sight, cluster, release }: PromotionFacts): Answer {
  if (before === undefined)
    return held(`no environment before this one runs ${cluster}, so nobody can have seen it healthy`, {
      hint: "take the gate out, or write `after`",
    });
  if (!before.runsIt)
    return held(`${before.name} runs ${before.runs}`, {
      hint:
        before.follows === "head"
          ? `release what it runs: grampus release ${cluster}`
          : `grampus promote ${cluster} --to ${before.name} --release ${release}`,
    });
  const look = { hint: `grampus attest --env ${before.name}` };
  if (sight.kind === "unseen") return held(sight.why, sight.hint === undefined ? look : { hint: sight.hint });
  const how = sight.by === "live" ? "is" : `was on ${sight.at}`;
  const text = `in ${before.name} it ${how} ${sight.saw}`;
  return sight.isHealthy ? open(text) : held(text, look);
}

function windowAnswer(windows: readonly WeekWindow[], now: number): Answer {
  const current = windows.find((window) => isOpen(window, now));
  if (current !== undefined) return open(`it is ${momentText(now, current.zone)}, within ${current.text}`);
  const openings = windows.map((window) => ({ window, at: nextOpening(window, now) }));
  const next = openings.reduce((first, other) => (other.at < first.at ? other : first));
  const { zone } = next.window;
  const texts = windows.map(({ text }) => text).join(", ");
  return held(`it is ${momentText(now, zone)}, outside of ${texts}`, {
    opens: iso(next.at),
    hint: `it opens ${momentText(next.at, zone)}`,
  });
}

function freezeAnswer({ from, until, zone, because }: FreezeEntry, now: number): Answer {
  const today = dayText(new Date(localTime(now, zone)));
  if (today < from || today > until) return open(`${today} is not between ${from} and ${until}`);
  const midnight = ((dayNumber(until) ?? 0) + 1) * DAY;
  const start = Math.max(now, midnight - FARTHEST_ZONE);
  const end = nextMinute(start, zone, 3, (local) => dayText(new Date(local)) > until);
  return held(`nothing is promoted from ${from} until ${until} (${zone}): ${because}`, {
    ...(end === undefined ? {} : { opens: iso(end), hint: `it opens ${momentText(end, zone)}` }),
  });
}

function approvalAnswer(gate: Extract<GateEntry, { kind: "approval" }>, facts: PromotionFacts): Answer {
  const { change, environment, cluster, approvals } = facts;
  if (change === undefined) return open("nothing changes for the cluster");
  const { changeClass, digest } = change;
  if (!needsApproval(changeClass, gate)) return open(`the change is ${changeClass}, below ${gate.for}`);
  const by = approvedBy(approvals, cluster, digest, gate.from);
  if (by !== undefined) return open(`${by} approves the change ${digest}`);
  const line = approvalText({ environment, cluster, change: digest, by: gate.from[0] ?? "" });
  return held(`the change is ${changeClass}, and ${namesText(gate.from)} did not approve it`, {
    hint: `add to ${approvalsFile(environment)}: ${line}`,
  });
}

function inFlightAnswer(clusters: number, { inFlight, environment }: PromotionFacts): Answer {
  if (inFlight.length < clusters)
    return open(`${inFlight.length} of ${clusters} other promotions were not seen healthy yet`);
  const shown = inFlight.slice(0, 5).join(", ");
  const more = inFlight.length > 5 ? ` and ${inFlight.length - 5} more` : "";
  return held(
    `${shown}${more} ${inFlight.length === 1 ? "was" : "were"} promoted and not seen healthy since`,
    {
      hint: `grampus attest --env ${environment}, and commit what it writes`,
    },
  );
}

function answerOf(gate: GateEntry, facts: PromotionFacts): Answer {
  if (facts.isWayBack && gate.kind !== "approval")
    return open(`release ${facts.release} ran here before: a way back waits for nothing`);
  switch (gate.kind) {
    case "soak":
      return soakAnswer(gate.time, facts);
    case "healthy":
      return healthyAnswer(facts);
    case "window":
      return windowAnswer(gate.open, facts.now);
    case "freeze":
      return freezeAnswer(gate, facts.now);
    case "approval":
      return approvalAnswer(gate, facts);
    case "maxInFlight":
      return inFlightAnswer(gate.clusters, facts);
  }
}

/** What the gates of an environment say of a promotion, in their order. The same facts give the same verdicts. */
export function gateVerdicts(gates: readonly GateEntry[], facts: PromotionFacts): readonly GateVerdict[] {
  return gates.map((gate, index): GateVerdict => {
    const name = gateName(gate);
    const { isOpen: lets, ...answer } = answerOf(gate, facts);
    if (lets) return { gate: name, index, state: "open", ...answer };
    const text = gateText(gate);
    const isMeant = (one: Override) =>
      one.gate === text && one.release === facts.release && one.digest === facts.digest;
    const override = facts.overrides.find(isMeant);
    const used = facts.usedOverrides.findLast(isMeant);
    if (override === undefined && used !== undefined) {
      const reason = `${answer.reason}; that ${used.by} went past it on ${used.at} was for an earlier promotion`;
      return { gate: name, index, state: "holds", ...answer, reason };
    }
    if (override === undefined) return { gate: name, index, state: "holds", ...answer };
    const { by, at, because } = override;
    const reason = `${answer.reason}; ${by} went past it on ${at}: ${because}`;
    return { gate: name, index, state: "overridden", reason };
  });
}
