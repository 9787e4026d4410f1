import type { GatedPin } from "../gates/findings.ts";
import type { LiveOptions } from "../live/live-changes.ts";
import type { MovedPins } from "../promotion/promoted.ts";
import {
  followingEnvironment,
  isDiagnostic,
  type PromotionWish,
  type WantedPins,
  wantedPins,
} from "../promotion/wanted.ts";
import type { CompiledFleet, RefusedFleet } from "./compiled-fleet.ts";
import { judgedMove, type OverrideWish, overrideDiagnostics } from "./judged-move.ts";
import { beforeMove, type MoveRequest, movedPins } from "./moved-pins.ts";

/** What is promoted, and how. */
export interface PromoteRequest extends MoveRequest {
  readonly wish: PromotionWish;
  /** The moment for which gates are judged; now unless said. */
  readonly now?: Date;
  /** Gates that are gone past, and why. */
  readonly override?: OverrideWish;
  /** Whether health is read from running clusters; from what is recorded unless said. */
  readonly live?: LiveOptions;
}

/** What is left to promote of many when some are held by gates: those stay as they are, each with the gates that hold it. */
function withoutHeld(wanted: WantedPins, held: readonly GatedPin[]): WantedPins {
  const reasons = new Map(
    held.map(({ cluster, verdicts }) => {
      const holding = verdicts.filter(({ state }) => state === "holds");
      return [cluster, holding.map(({ gate, reason }) => `${gate} holds: ${reason}`).join("; ")];
    }),
  );
  const left = [...reasons].map(([cluster, reason]) => ({ cluster, reason }));
  return {
    ...wanted,
    pins: wanted.pins.filter(({ cluster }) => !reasons.has(cluster)),
    left: [...wanted.left, ...left].sort((one, other) => (one.cluster < other.cluster ? -1 : 1)),
  };
}

/**
 * Promotes releases of clusters to an environment: pins them there, and compiles it. A release that never ran in the
 * environment before is refused unless that is passed over; so is a cluster that a gate holds, when it is named. Among many
 * it is left as it is, and told.
 *
 * @throws CompilerFault as `movedPins`
 */
export async function promote(request: PromoteRequest): Promise<MovedPins | RefusedFleet> {
  const { root, wish } = request;
  const before = await beforeMove(request, wish.environment);
  if (before.kind === "refused") return before;
  const { fleet } = before.definitions;
  const entry = followingEnvironment(fleet, wish.environment);
  if (isDiagnostic(entry)) return { kind: "refused", diagnostics: [entry] };
  const wanted = await wantedPins(root, fleet, wish);
  if (wanted.diagnostics.length > 0) return { kind: "refused", diagnostics: wanted.diagnostics };
  const wrong = overrideDiagnostics(entry, request.override);
  if (wrong.length > 0) return { kind: "refused", diagnostics: wrong };
  const moved = (pins: WantedPins) => {
    const judge = (after: CompiledFleet) => judgedMove(after, entry, request, pins.pins);
    return movedPins({ ...request, judge }, entry, before, pins);
  };
  let asked: WantedPins = wanted;
  let result = await moved(asked);
  while (wish.chosen.kind !== "named" && result.kind === "refused" && result.held?.length) {
    asked = withoutHeld(asked, result.held);
    result = await moved(asked);
  }
  return result;
}
