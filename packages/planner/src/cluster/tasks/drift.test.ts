import type { ClusterSpec } from "@grampus/api";
import { describe, expect, test } from "vitest";
import { CONTROLLER_REVISION, cluster, NOW, type Scene } from "../../testing/observation-builder.ts";
import { conditionsOf, stepsOf } from "../../testing/step-text.ts";
import { decide } from "../decision/decide.ts";
import { readTimeSpan } from "../desired/template-drift.ts";
import type {
  ForeignField,
  ObservedObject,
  ObservedPod,
  ObservedStatefulSet,
} from "../observation/objects.ts";

const three = cluster({ members: 3 });

function reasonsOf(scene: Scene): readonly string[] {
  return decide(scene.observation).steps.map(({ because }) => because);
}

/** With one object as somebody left it: fields of its spec that differ, and what the API server says of who set what. */
function withObject(
  name: string,
  change: (content: { readonly spec: object; readonly data: object }) => object,
  foreign: readonly ForeignField[] = [],
): Scene {
  const objects = three.observation.objects.map((object): ObservedObject => {
    if (object.name !== name) return object;
    const content = JSON.parse(JSON.stringify(object.content));
    return { ...object, content: { ...content, ...change(content) }, foreign };
  });
  return three.with({ objects });
}

const by = (manager: string, ...path: ForeignField["path"]): ForeignField => ({ manager, path, setAt: NOW });
const selector = (change: object) => (content: { readonly spec: { readonly selector?: object } }) => ({
  spec: { ...content.spec, selector: { ...content.spec.selector, ...change } },
});
const spec = (change: object) => (content: { readonly spec: object }) => ({
  spec: { ...content.spec, ...change },
});

describe("an object is as it was applied", () => {
  test.each<readonly [what: string, scene: Scene, because: readonly string[]]>([
    ["with what the API server adds", withObject("orders-primary", spec({ sessionAffinity: "None" })), []],
    [
      "with what others say and is asked for anyway",
      withObject("orders-primary", selector({}), [by("gitops", "spec", "selector")]),
      [],
    ],
    [
      "not with a key that was added to a selector, whoever did it",
      withObject("orders-primary", selector({ foo: "bar" })),
      ["Service orders-primary has spec.selector.foo, which somebody added"],
    ],
    [
      "which is named where it is known",
      withObject("orders-primary", selector({ foo: "bar" }), [by("kubectl-patch", "spec", "selector")]),
      ["Service orders-primary has spec.selector.foo, which kubectl-patch added"],
    ],
    [
      "not with a field that somebody set to something else than the default",
      withObject("orders-primary", spec({ sessionAffinity: "ClientIP" }), [
        by("kubectl-edit", "spec", "sessionAffinity"),
      ]),
      ["Service orders-primary has spec.sessionAffinity, which kubectl-edit set"],
    ],
    [
      "with addresses of two families, which are the Kubernetes cluster's to give",
      withObject("orders-primary", spec({ ipFamilyPolicy: "PreferDualStack" }), [
        by("kubectl-edit", "spec", "ipFamilyPolicy"),
      ]),
      [],
    ],
    [
      "not with a part of a port that somebody set",
      withObject("orders-primary", spec({}), [
        by("kubectl-edit", "spec", "ports", { port: 3306, protocol: "TCP" }, "appProtocol"),
      ]),
      ["Service orders-primary has spec.ports[3306/TCP].appProtocol, which kubectl-edit set"],
    ],
    [
      "not with another port",
      withObject("orders-primary", spec({}), [
        by("kubectl-edit", "spec", "ports", { port: 9104, protocol: "TCP" }),
      ]),
      ["Service orders-primary has spec.ports[9104/TCP], which kubectl-edit set"],
    ],
    [
      "not with another value",
      withObject("orders", spec({ maxUnavailable: 3 }), [by("kubectl-edit", "spec", "maxUnavailable")]),
      ["PodDisruptionBudget orders differs from the spec"],
    ],
    [
      "not with a file that members would read",
      withObject("orders-variables", ({ data }) => ({ data: { ...data, "extra.cnf": "" } })),
      ["servers that start from now on take the new values"],
    ],
  ])("%s", (_, scene, because) => {
    expect(reasonsOf(scene)).toEqual(because);
  });
});

function withSet(change: Partial<ObservedStatefulSet>, on: Scene = three): Scene {
  const { statefulSet } = on.observation;
  return statefulSet === undefined ? on : on.with({ statefulSet: { ...statefulSet, ...change } });
}

const inTemplate: Partial<ObservedStatefulSet> = {
  generation: 2,
  foreign: [{ manager: "kubectl-set", path: ["spec", "template", "spec", "dnsPolicy"], setAt: NOW - 30_000 }],
};

function spanOf(scene: Scene) {
  const [step] = decide(scene.observation).steps;
  const annotations = step?.kind === "apply" ? step.object.metadata.annotations : undefined;
  return readTimeSpan(annotations?.["mysql.oracle.com/template-drift"]);
}

describe("a pod without the labels by which it is known", () => {
  test.each(["orders-0", "orders-1"])("gets them back, before all else: %s", (name) => {
    const scene = three.withMember(name, { pod: { selected: false } });
    expect(decide(scene.observation).steps).toEqual([
      {
        kind: "relabel-pod",
        target: { name, uid: `pod-${name}`, resourceVersion: "1" },
        labels: {
          "app.kubernetes.io/name": "mysql",
          "app.kubernetes.io/instance": "orders",
          "app.kubernetes.io/managed-by": "grampus",
          "app.kubernetes.io/component": "member",
          "mysql.oracle.com/cluster": "orders",
        },
        because: `${name} lacks labels by which Services and the StatefulSet know it`,
      },
    ]);
    expect(conditionsOf(scene)[0]).toMatch(/^Ready=False Changing/);
  });
});

describe("a StatefulSet that somebody changed", () => {
  test("is put back, whatever of its spec it is", () => {
    expect(reasonsOf(withSet(inTemplate))).toEqual([
      "StatefulSet orders is not what was applied: kubectl-set set spec.template.spec.dnsPolicy",
    ]);
    expect(reasonsOf(withSet({ generation: 2 }))).toEqual([
      "StatefulSet orders is not what was applied: somebody changed its spec",
    ]);
  });

  test("is put back with the labels that it is found by", () => {
    expect(reasonsOf(withSet({ labels: {} }))).toEqual(["StatefulSet differs from the spec"]);
  });

  test("of an operator that did not write down its generation is written once", () => {
    const { appliedGeneration: _, ...before } = three.observation.statefulSet ?? {};
    const scene = three.with({ statefulSet: before as ObservedStatefulSet });
    expect(reasonsOf(scene)).toEqual([
      "StatefulSet orders does not say which of its generations the operator wrote",
    ]);
    expect(spanOf(scene)).toBeUndefined();
  });

  test("says from when until when pods may have been made from what it was", () => {
    expect(spanOf(withSet(inTemplate))).toEqual({ from: NOW - 30_000, until: NOW + 60_000 });
    expect(spanOf(withSet({ generation: 2 }))?.from).toBe(0);
    expect(
      spanOf(withSet({ generation: 2, foreign: [by("kubectl-edit", "spec", "minReadySeconds")] })),
    ).toBeUndefined();
  });

  test("restarts nobody while it is not put back: the pod would come from what somebody wrote", () => {
    const scene = withSet(inTemplate).withMember("orders-1", { pod: { revision: "older" } });
    expect(stepsOf(scene)).toEqual(["apply StatefulSet orders"]);
  });
});

describe("a pod that was made from a template that somebody had changed", () => {
  const drifted = { templateDrift: { from: NOW - 60_000, until: NOW + 10_000 } };
  const handmade: Partial<ObservedPod> = { createdAt: NOW - 30_000, controllerRevision: "orders-byhand" };
  const made = (
    pod: Partial<ObservedPod>,
    change: Partial<ObservedStatefulSet> = drifted,
    spec?: ClusterSpec,
  ) => withSet(change, spec === undefined ? three : three.withSpec(spec)).withMember("orders-1", { pod });
  test.each<readonly [what: string, scene: Scene, steps: readonly string[]]>([
    ["is replaced by the usual rules", made(handmade), ["delete-pod orders-1"]],
    [
      "at once where it does not run",
      made({ ...handmade, trouble: { reason: "ErrImagePull", message: "not found" } }).withUnreachable(
        "orders-1",
      ),
      ["delete-pod orders-1"],
    ],
    ["by a person with OnDelete", made(handmade, drifted, { updateStrategy: { type: "OnDelete" } }), []],
    ["is no pod from before", made({ ...handmade, createdAt: NOW - 61_000 }), []],
    ["is no pod from after", made({ ...handmade, createdAt: NOW + 11_000 }), []],
    ["is no pod of the present template", made({ ...handmade, controllerRevision: CONTROLLER_REVISION }), []],
    ["is none where nobody changed the template", made(handmade, {}), []],
    [
      "is none that tells of other parts, where nobody knows since when",
      made({ ...handmade, templateParts: "{}" }, { templateDrift: { from: 0, until: NOW } }),
      [],
    ],
    [
      "is one that tells of the same parts, where nobody knows since when",
      made(handmade, { templateDrift: { from: 0, until: NOW } }),
      ["delete-pod orders-1"],
    ],
  ])("%s", (_, scene, steps) => {
    expect(stepsOf(scene)).toEqual(steps);
  });

  test("counts for an hour where nobody knows when the template was changed", () => {
    const until = (age: number) => made(handmade, { templateDrift: { from: 0, until: NOW - age } });
    const older = (scene: Scene) => scene.withMember("orders-1", { pod: { createdAt: NOW - 7_200_000 } });
    expect(stepsOf(older(until(3_600_000)))).toEqual(["delete-pod orders-1"]);
    expect(stepsOf(older(until(3_600_001)))).toEqual([]);
  });

  test("leaves no mark on the StatefulSet once none is left and it is written again", () => {
    const past = { templateDrift: { from: NOW - 120_000, until: NOW - 1 }, labels: {} };
    expect(spanOf(withSet(past))).toBeUndefined();
    expect(spanOf(withSet({ ...past, ...drifted }))).toEqual(drifted.templateDrift);
  });

  test("is found under a StatefulSet that was made anew too", () => {
    const { statefulSet: _, ...rest } = three.observation;
    const [step] = decide(rest).steps;
    const annotations = step?.kind === "apply" ? step.object.metadata.annotations : undefined;
    expect(readTimeSpan(annotations?.["mysql.oracle.com/template-drift"])).toEqual({
      from: 0,
      until: NOW + 60_000,
    });
  });

  test("is told of in the status, as a change that nobody's spec asked for", () => {
    const { status } = decide(made(handmade).observation);
    expect(status.pendingRestart).toEqual({
      members: ["orders-1"],
      reasons: ["template changed by hand"],
      origin: "Spec",
    });
    expect(conditionsOf(made(handmade))[1]).toContain(
      "the template of orders-1 changed: template changed by hand",
    );
  });
});
