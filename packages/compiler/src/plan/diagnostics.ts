import { defineDiagnostics } from "@grampus/diagnostics";

/** What a plan can say about its own making, and about each change. */
export const planCodes = defineDiagnostics("plan", {
  "no-base": {
    severity: "error",
    message: ({ reason }: { reason: string }) => `there is nothing to plan from: ${reason}`,
    description: "A plan compares with a commit, and there is none that can be read.",
  },
  "unknown-reference": {
    severity: "error",
    message: ({ ref }: { ref: string }) => `${ref} is not a commit of this repository`,
    description: "--base or --head names something that Git does not know.",
  },
  "shallow-clone": {
    severity: "error",
    message: ({ ref }: { ref: string }) =>
      `this clone is shallow, and has no commit that it and ${ref} have in common`,
    description: "The merge base, or the commit that --base names, was not fetched.",
  },
  change: {
    severity: "info",
    message: ({ subject, text }: { subject: string; text: string }) => `${subject}: ${text}`,
    description: "A change, and what it does to a running database.",
  },
  risk: {
    severity: "warning",
    message: ({ subject, text }: { subject: string; text: string }) => `${subject}: ${text}`,
    description: "A change that moves the primary, stops writes, moves data or cannot be taken back.",
  },
  handover: {
    severity: "warning",
    message: ({ environment, text }: { environment: string; text: string }) => `${environment}: ${text}`,
    description:
      "Another tool is going to deliver an environment, or none, or to another place: a person leads it.",
    hint: "docs/delivery.md has the order; clusters run on meanwhile",
  },
  stalls: {
    severity: "error",
    message: ({ subject, message }: { subject: string; message: string }) =>
      `${subject} would stall: ${message}`,
    description: "The operator would stop at this change and wait for a person, with these words.",
  },
  refused: {
    severity: "error",
    message: ({ subject, message }: { subject: string; message: string }) =>
      `${subject} would be refused: ${message}`,
    description: "The API server would not take this change.",
  },
  unsettled: {
    severity: "error",
    message: ({ subject }: { subject: string }) => `no end of the change of ${subject} is found`,
    description: "The operator's planner, played against its model, does not come to rest: a bug of Grampus.",
    hint: "please report it with both versions of the definition; do not merge it",
  },
  waits: {
    severity: "warning",
    message: ({ subject, message }: { subject: string; message: string }) =>
      `${subject} would wait for a member that is down: ${message}`,
    description: "With the members that are down now, the change does not come to its end.",
  },
  "not-live": {
    severity: "warning",
    message: ({ environment, reason }: { environment: string; reason: string }) =>
      `the clusters of ${environment} are taken as healthy: ${reason}`,
    description: "--live was asked for, and Kubernetes did not say how the clusters of an environment are.",
  },
  "unknown-context": {
    severity: "error",
    message: ({ text }: { text: string }) => `${text} names no environment and its context`,
    description: "--context names an environment that the fleet does not have, or no environment.",
    hint: "write an environment and a context of your kubeconfig: --context prod=admin@prod",
  },
  "too-high": {
    severity: "error",
    message: ({ found, limit }: { found: string; limit: string }) =>
      `a change is ${found}, and --fail-on says ${limit}`,
    description: "A change has the class that --fail-on names, or a higher one.",
  },
});
