import { decide } from "../cluster/decision/decide.ts";
import type { Step } from "../steps/step.ts";
import type { Scene } from "./observation-builder.ts";

function identityText({ record }: Extract<Step, { readonly record: unknown }>): string {
  const { initialised, members, bootstrap, abandonedClaims } = record;
  const intent = bootstrap === undefined ? "" : ` bootstrapping ${bootstrap.member}`;
  const given = Object.entries(abandonedClaims).map(
    ([member, claim]) => ` gives up ${claim || "nothing"} of ${member}`,
  );
  return `${initialised ? "initialised" : "new"} [${members.join(" ")}]${intent}${given.join()}`;
}

function subject(step: Step): string {
  switch (step.kind) {
    case "create-identity":
    case "replace-identity":
      return identityText(step);
    case "create-secret":
      return step.purpose;
    case "apply":
      return `${step.object.kind} ${step.object.metadata.name.replace(/-[0-9a-f]{16}$/, "-#")}`;
    case "add-finalizer":
    case "remove-finalizer":
      return "";
    case "label-pod":
      return `${step.target.name} ${step.role ?? "none"}${step.cutConnections ? ", cutting connections" : ""}`;
    case "delete-pod":
      return `${step.target.name}${step.graceSeconds === undefined ? "" : ` within ${step.graceSeconds} s`}`;
    case "switch-primary":
      return `${step.target.member} to ${step.to}`;
    case "join":
      return `${step.target.member}${step.cloneThreshold === undefined ? "" : " by clone"}`;
    case "mend-accounts":
      return `${step.target.member}${step.rootOnly ? " as root" : ""}${step.passwords ? " with passwords" : ""}`;
    case "set-variables":
      return [
        step.target.member,
        ...step.assignments.map(({ name, value }) => `${name}=${value ?? "DEFAULT"}`),
      ].join(" ");
    case "delete-stateful-set":
      return step.propagation;
    default:
      return "member" in step.target ? step.target.member : step.target.name;
  }
}

/** A step in one line. */
export function stepText(step: Step): string {
  return `${step.kind} ${subject(step)}`.trim();
}

/** The steps decided for a scene, a line each. */
export function stepsOf(scene: Scene): readonly string[] {
  return decide(scene.observation).steps.map(stepText);
}

/** The conditions decided for a scene, a line each. */
export function conditionsOf(scene: Scene): readonly string[] {
  const { conditions = [] } = decide(scene.observation).status;
  return conditions.map(({ type, status, reason, message }) => `${type}=${status} ${reason}: ${message}`);
}
