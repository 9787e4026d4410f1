import { compareQuantities } from "@grampus/api";
import type { Step } from "../../steps/step.ts";
import type { Context } from "../desired/context.ts";
import { preconditionOf } from "./targets.ts";
import { type Desired, perform, type Task } from "./task.ts";

/** Claims grow when the spec's size does, and take its class of attributes; they never shrink. */
export const resizeClaims: Task<Context & Desired> = ({ view, objects }) => {
  const wanted = objects.statefulSet.spec.volumeClaimTemplates[0]?.spec;
  const storage = wanted?.resources?.requests?.storage;
  const attributesClass = wanted?.volumeAttributesClassName;
  const steps = view.observation.claims.flatMap((claim): readonly Step[] => {
    const grows = storage !== undefined && compareQuantities(claim.storage, storage) === -1;
    const tunes = attributesClass !== undefined && claim.attributesClass !== attributesClass;
    if (claim.deleting || !(grows || tunes)) return [];
    return [
      {
        kind: "change-claim",
        target: preconditionOf(claim),
        ...(grows ? { storage: String(storage) } : {}),
        ...(tunes ? { attributesClass } : {}),
        because: grows
          ? `${claim.name} asks for ${claim.storage}`
          : `${claim.name} has the attributes ${claim.attributesClass ?? "of its storage class"}`,
      },
    ];
  });
  return steps.length === 0 ? undefined : perform(...steps);
};
