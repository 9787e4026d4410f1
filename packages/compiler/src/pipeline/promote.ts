import type { LiveOptions } from "../live/live-changes.ts";
import type { MovedPins } from "../promotion/promoted.ts";
import { followingEnvironment, isDiagnostic, type PromotionWish, wantedPins } from "../promotion/wanted.ts";
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

/**
 * Promotes releases of clusters to an environment: pins them there, and compiles it. A release that never ran in the
 * environment before is refused unless that is passed over.
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
  const judge = (after: CompiledFleet) => judgedMove(after, entry, request, wanted.pins);
  return movedPins({ ...request, judge }, entry, before, wanted);
}
