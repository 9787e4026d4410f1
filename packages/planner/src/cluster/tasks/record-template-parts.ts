import { REVISION_ANNOTATION } from "@grampus/api";
import { TEMPLATE_PARTS_ANNOTATION } from "@grampus/resources";
import type { Step } from "../../steps/step.ts";
import type { Context } from "../desired/context.ts";
import { preconditionOf } from "./targets.ts";
import { type Desired, performEach, type Task } from "./task.ts";

/**
 * Writes down on pods of an operator that did not what their template was made of, while it is still the present one:
 * the next change can be told by its reasons, and whose doing it is.
 */
export const recordTemplateParts: Task<Context & Desired> = ({ view, objects }) => {
  const { annotations = {} } = objects.statefulSet.spec.template.metadata;
  const { [REVISION_ANNOTATION]: revision, [TEMPLATE_PARTS_ANNOTATION]: templateParts = "" } = annotations;
  const steps = view.observation.pods
    .filter((pod) => !pod.deleting && pod.revision === revision && pod.templateParts === undefined)
    .map(
      (pod): Step => ({
        kind: "annotate-pod",
        target: preconditionOf(pod),
        templateParts,
        because: `${pod.name} does not say what its template was made of`,
      }),
    );
  return steps.length === 0 ? undefined : performEach(...steps);
};
