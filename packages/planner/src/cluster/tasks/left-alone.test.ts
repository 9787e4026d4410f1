import { describe, expect, test } from "vitest";
import { cluster } from "../../testing/observation-builder.ts";
import { conditionsOf, stepsOf } from "../../testing/step-text.ts";

const three = cluster({ members: 3 });

describe("what others made is left alone", () => {
  const foreign = (purpose: "authority" | "certificate") => {
    const { secrets } = three.observation;
    const state = { ...secrets[purpose], owned: false, kind: "invalid", problem: "it lacks a key" } as const;
    return three.with({ secrets: { ...secrets, [purpose]: state } });
  };
  test.each(["authority", "certificate"] as const)("a Secret under the name of the %s", (purpose) => {
    expect(stepsOf(foreign(purpose))).toEqual([]);
    expect(conditionsOf(foreign(purpose))[1]).toMatch(/^Stalled=True NameTaken: Secret orders-/);
  });

  test("an entry in a list of an object that nobody says is theirs, as of an admission webhook", () => {
    const objects = three.observation.objects.map((object) =>
      object.kind === "Service" ? { ...object, content: withPort(object.content) } : object,
    );
    expect(stepsOf(three.with({ objects }))).toEqual([]);
  });

  test("a ConfigMap of another controller with the cluster's label", () => {
    const stranger = { name: "stranger", ownerUid: "someone" };
    const objects = [
      ...three.observation.objects,
      { kind: "ConfigMap", uid: "u", resourceVersion: "1", content: {}, foreign: [], ...stranger } as const,
    ];
    expect(stepsOf(three.with({ objects }))).toEqual([]);
    expect(conditionsOf(three.with({ objects }))[0]).toMatch(/^Ready=True/);
  });
});

function withPort(content: unknown): unknown {
  const service: { readonly spec?: { readonly ports?: readonly unknown[] } } = { ...Object(content) };
  const ports = [...(service.spec?.ports ?? []), { name: "metrics", port: 9104 }];
  return { ...service, spec: { ...service.spec, ports } };
}
