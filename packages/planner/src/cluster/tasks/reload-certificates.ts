import type { Step } from "../../steps/step.ts";
import { RELOAD_AGAIN_MS, SECRET_PROPAGATION_MS } from "../../timing.ts";
import { isResponding } from "../view/member.ts";
import { serverTarget } from "./targets.ts";
import type { Task } from "./task.ts";

/** Lets servers read their certificate again after it was renewed; connections stay. */
export const reloadCertificates: Task = ({ view }) => {
  const { observation, members } = view;
  const { certificate } = observation.secrets;
  if (certificate.kind !== "found" || observation.now - certificate.notBefore < SECRET_PROPAGATION_MS)
    return undefined;
  const steps = members.filter(isResponding).flatMap((member): readonly Step[] => {
    const served = member.answer.certificateNotAfter;
    if (served === undefined || served === certificate.notAfter) return [];
    return [
      {
        kind: "reload-tls",
        target: serverTarget(member),
        because: `${member.name} serves an older certificate`,
      },
    ];
  });
  return steps.length === 0 ? undefined : { kind: "do", steps, live: false, requeueAfter: RELOAD_AGAIN_MS };
};
