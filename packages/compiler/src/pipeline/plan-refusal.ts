import type { Diagnostic } from "@grampus/diagnostics";
import type { NothingCommitted } from "../git/committed-files.ts";
import type { CutHistory } from "../git/plan-base.ts";
import { planCodes } from "../plan/diagnostics.ts";
import { fetchHint, NOTHING_COMMITTED } from "./change-findings.ts";
import type { RefusedFleet } from "./compiled-fleet.ts";

function cutDiagnostic({ ref }: Pick<CutHistory, "ref">): Diagnostic {
  const deepen = "git fetch --unshallow, or with actions/checkout: fetch-depth: 0";
  return planCodes.create("shallow-clone", { ref }, { hint: deepen });
}

function nothingDiagnostic({ reason, message }: NothingCommitted, ref: string): Diagnostic {
  switch (reason) {
    case "unknown-ref": {
      const shown = ref.trim() === "" ? JSON.stringify(ref) : ref;
      return planCodes.create(
        "unknown-reference",
        { ref: shown },
        { hint: "name a branch, a tag or the id of a commit: --base origin/main" },
      );
    }
    case "shallow":
      return planCodes.create("shallow-clone", { ref }, { hint: fetchHint(ref) });
    case "git-refuses":
      return planCodes.create("no-base", { reason: `git says: ${message.split("\n")[0] ?? ""}` });
    case "several-fleets":
      return planCodes.create(
        "no-base",
        { reason: `the fleet is not in this folder of ${ref}, and may have been in ${message}` },
        { hint: "move one fleet, commit that, then move the next" },
      );
    default: {
      const { reason: why, hint } = NOTHING_COMMITTED[reason];
      return planCodes.create("no-base", { reason: why }, { hint });
    }
  }
}

/** Why there is no plan: there is no commit to compare with. */
export function noBase(found: NothingCommitted | CutHistory, ref: string): RefusedFleet {
  const diagnostic = found.kind === "cut" ? cutDiagnostic(found) : nothingDiagnostic(found, ref);
  return { kind: "refused", diagnostics: [diagnostic] };
}
