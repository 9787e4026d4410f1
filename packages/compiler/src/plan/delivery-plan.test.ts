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
const APPLY =
  "after the merge, apply Argo CD's objects once: kubectl apply --server-side --field-manager=grampus -k environments/prod/gitops/argocd-cm && kubectl apply -k environments/prod/gitops";

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
      isElsewhere: false,
      notes: [
        "Flux reads main until it has seen this change there; where it cannot, apply its objects once after the merge: kubectl apply -k environments/prod/gitops",
      ],
    },
  ],
])("%s", (_, before, after, expected) => {
  const plan = deliveryPlan("prod", before, after, []);
  if (expected === undefined) expect(plan).toBeUndefined();
  else expect(plan).toMatchObject({ environment: "prod", ...expected });
});

const kustomization = (name: string, spec: PlainObject) =>
  object("kustomize.toolkit.fluxcd.io/v1", "Kustomization", name, "flux-system", spec);
const toSecret = (name: string) => kustomization("prod.orders", { kubeConfig: { secretRef: { name } } });
const application = (destination: PlainObject) =>
  object("argoproj.io/v1alpha1", "Application", "prod.orders", "argocd", { destination });
const applicationSet = (destination: PlainObject) =>
  object("argoproj.io/v1alpha1", "ApplicationSet", "prod.clusters.grampus", "argocd", {
    template: { spec: { destination } },
  });

test.each<readonly [string, PlainObject, PlainObject, readonly [string, string]]>([
  ["another kubeconfig", toSecret("eu"), toSecret("us"), ["the kubeconfig eu", "the kubeconfig us"]],
  [
    "a kubeconfig where there was none",
    kustomization("prod.orders", {}),
    toSecret("us"),
    ["where Flux runs", "the kubeconfig us"],
  ],
  [
    "another server",
    application({ server: "https://a", namespace: "mysql" }),
    application({ server: "https://b", namespace: "mysql" }),
    ["https://a", "https://b"],
  ],
  [
    "another name in an ApplicationSet",
    applicationSet({ name: "eu" }),
    applicationSet({ name: "us" }),
    ["eu", "us"],
  ],
])(
  "%s is told as another Kubernetes cluster, where databases start empty",
  (_, before, after, [old, now]) => {
    const plan = deliveryPlan("prod", [before], [after]);
    expect(plan).toMatchObject({ isElsewhere: true, objects: [{ change: "change" }] });
    expect(plan?.notes).toEqual([
      `it delivered to ${old}, and will to ${now}: if these are two Kubernetes clusters, every Cluster starts there without data, and those that run now run on where they are, delivered by nobody`,
    ]);
  },
);

test.each([
  [
    "another namespace of the environment",
    application({ name: "eu", namespace: "a" }),
    application({ name: "eu", namespace: "b" }),
  ],
  [
    "other dependencies",
    kustomization("prod.orders", {}),
    kustomization("prod.orders", { dependsOn: [{ name: "prod.shop" }] }),
  ],
])("%s is not", (_, before, after) => {
  expect(deliveryPlan("prod", [before], [after])).toMatchObject({ isElsewhere: false, notes: [] });
});

test("the first cluster of an environment, or its last, is no other Kubernetes cluster", () => {
  const fleet = kustomization("prod.fleet.grampus", { path: "./environments/prod/gitops" });
  expect(deliveryPlan("prod", [fleet], [fleet, toSecret("eu")])).toMatchObject({
    isElsewhere: false,
    notes: [],
  });
  expect(deliveryPlan("prod", [fleet, toSecret("eu")], [fleet])).toMatchObject({
    isElsewhere: false,
    notes: [],
  });
});

test("a fleet that moves in its repository says that the tool looks at the old place", () => {
  const fleet = (path: string) =>
    object("argoproj.io/v1alpha1", "Application", "prod.fleet.grampus", "argocd", {
      source: { repoURL: "https://git.example.com/acme/fleet.git", targetRevision: "main", path },
      destination: { server: "https://kubernetes.default.svc" },
    });
  const plan = deliveryPlan(
    "prod",
    [fleet("environments/prod/gitops")],
    [fleet("mysql/environments/prod/gitops")],
  );
  expect(plan?.notes).toEqual([
    "Argo CD reads https://git.example.com/acme/fleet.git main environments/prod/gitops until it has seen this change there; where it cannot, apply its objects once after the merge: kubectl apply -k environments/prod/gitops",
  ]);
});

test("a change of Argo CD's settings alone says that a person applies them", () => {
  const settings = (health: string) => ({
    ...object("v1", "ConfigMap", "argocd-cm", "argocd"),
    data: { "resource.customizations.health.mysql.oracle.com_Cluster": health },
  });
  expect(deliveryPlan("prod", [...argocd, settings("old")], [...argocd, settings("new")], [])).toMatchObject({
    before: "Argo CD",
    after: "Argo CD",
    objects: [{ change: "change", object: "ConfigMap argocd-cm", fields: [{ before: "old", after: "new" }] }],
    notes: [
      "nothing syncs argocd-cm: after the merge, apply it: kubectl apply --server-side --field-manager=grampus -k environments/prod/gitops/argocd-cm",
    ],
  });
});

test("clusters that another Kustomization delivers are told, also where no object differs", () => {
  const plan = deliveryPlan("prod", flux(), flux(), ["billing", "orders"]);
  expect(plan?.moved).toEqual(["billing", "orders"]);
  expect(plan?.notes[0]).toBe(
    "billing, orders are delivered by another Kustomization than before; they run on",
  );
  expect(deliveryPlan("prod", flux(), argocd, ["orders"])?.moved).toEqual([]);
});
