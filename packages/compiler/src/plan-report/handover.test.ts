import { expect, test } from "vitest";
import type { DeliveryPlan } from "../plan/delivery-plan.ts";
import { handoverFindings } from "./findings.ts";

const change = { change: "change", object: "Kustomization prod.orders", fields: [] } as const;
const delivery: DeliveryPlan = {
  environment: "prod",
  before: "Flux",
  after: "Flux",
  objects: [change],
  isElsewhere: false,
  moved: [],
  notes: ["what has to be known"],
};

test.each<readonly [string, DeliveryPlan, string | undefined]>([
  ["objects that differ", delivery, undefined],
  ["clusters in another Kustomization", { ...delivery, objects: [], moved: ["orders"] }, undefined],
  [
    "another Kubernetes cluster",
    { ...delivery, isElsewhere: true },
    "prod: delivery by Flux: 1 object; what has to be known",
  ],
  [
    "another tool",
    { ...delivery, after: "Argo CD", objects: [] },
    "prod: delivery: Flux → Argo CD; what has to be known",
  ],
  [
    "another namespace",
    { ...delivery, objects: [] },
    "prod: delivery by Flux in another namespace; what has to be known",
  ],
  [
    "a first delivery",
    { environment: "prod", after: "Flux", objects: [], isElsewhere: false, moved: [], notes: [] },
    undefined,
  ],
])("%s is a warning where a person has to lead it", (_, plan, message) => {
  const found = handoverFindings({ deliveries: [plan] });
  expect(found.map((diagnostic) => diagnostic.message)).toEqual(message === undefined ? [] : [message]);
  for (const { severity } of found) expect(severity).toBe("warning");
});
