import { expect, test } from "vitest";
import type { PlainObject } from "../data/plain-data.ts";
import { deliveryPlan } from "./delivery-plan.ts";

const object = (
  apiVersion: string,
  kind: string,
  name: string,
  namespace: string,
  spec: PlainObject = {},
) => ({
  apiVersion,
  kind,
  metadata: { name, namespace },
  spec,
});

const flux = (namespace = "flux-system", branch = "main") => [
  object("source.toolkit.fluxcd.io/v1", "GitRepository", "prod.fleet.grampus", namespace, {
    ref: { branch },
  }),
  object("kustomize.toolkit.fluxcd.io/v1", "Kustomization", "prod.orders", namespace),
];
const argocd = [object("argoproj.io/v1alpha1", "Application", "prod.orders", "argocd")];

const REMOVE_FLUX =
  "before this is merged, remove Flux's objects as they are now in Git: kubectl delete -f environments/prod/gitops/fleet.yaml && kubectl delete --ignore-not-found -k environments/prod/gitops; what they delivered runs on";
const APPLY = "after the merge, apply Argo CD's objects once: kubectl apply -k environments/prod/gitops";

test.each<readonly [string, readonly PlainObject[], readonly PlainObject[], object | undefined]>([
  ["nothing before and after", [], [], undefined],
  ["the same objects", flux(), flux(), undefined],
  ["what delivers for the first time", [], argocd, { after: "Argo CD", objects: [], notes: [APPLY] }],
  [
    "what delivers no more",
    flux(),
    [],
    {
      before: "Flux",
      notes: [
        REMOVE_FLUX,
        "without that Flux goes on to deliver what is in Git, though nothing here says so",
      ],
    },
  ],
  [
    "another tool",
    flux(),
    argocd,
    {
      before: "Flux",
      after: "Argo CD",
      objects: [],
      notes: [REMOVE_FLUX, APPLY, "never both at once: each would undo what the other one applies"],
    },
  ],
  [
    "the same tool elsewhere, which is another installation of it",
    flux(),
    flux("flux-two"),
    {
      before: "Flux",
      after: "Flux",
      objects: [],
      notes: [REMOVE_FLUX, expect.any(String), expect.any(String)],
    },
  ],
  [
    "another branch of the same tool",
    flux(),
    flux("flux-system", "next"),
    {
      before: "Flux",
      after: "Flux",
      objects: [
        {
          change: "change",
          object: "GitRepository prod.fleet.grampus",
          fields: [{ path: ["spec", "ref", "branch"], before: "main", after: "next" }],
        },
      ],
      notes: [],
    },
  ],
])("%s", (_, before, after, expected) => {
  const plan = deliveryPlan("prod", before, after);
  if (expected === undefined) expect(plan).toBeUndefined();
  else expect(plan).toMatchObject({ environment: "prod", ...expected });
});
