import type { MovedPins } from "../promotion/promoted.ts";
import { followingEnvironment, isDiagnostic, type PromotionWish, wantedPins } from "../promotion/wanted.ts";
import type { RefusedFleet } from "./compiled-fleet.ts";
import { beforeMove, type MoveRequest, movedPins } from "./moved-pins.ts";

/** What is promoted, and how. */
export interface PromoteRequest extends MoveRequest {
  readonly wish: PromotionWish;
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
  return movedPins(request, entry, before, wanted);
}
