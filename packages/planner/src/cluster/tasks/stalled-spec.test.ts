import type { ClusterSpec } from "@grampus/api";
import { describe, expect, test } from "vitest";
import { cluster, NOW, newCluster, type Scene } from "../../testing/observation-builder.ts";
import { conditionsOf, stepsOf } from "../../testing/step-text.ts";
import type { ObservedSecrets } from "../observation/objects.ts";

const DAY = 86_400_000;
const three = cluster({ members: 3 });

function withSecrets(scene: Scene, change: Partial<ObservedSecrets>): Scene {
  return scene.with({ secrets: { ...scene.observation.secrets, ...change } });
}

/** Its certificate ends tomorrow. */
function expiring(scene: Scene): Scene {
  const { certificate } = scene.observation.secrets;
  return certificate.kind === "found"
    ? withSecrets(scene, { certificate: { ...certificate, notAfter: NOW + DAY } })
    : scene;
}

function withoutObjects(scene: Scene): Scene {
  return scene.with({ objects: [] });
}

const LASTING = [
  "apply Service orders-members",
  "apply Service orders-primary",
  "apply Service orders-secondaries",
  "apply PodDisruptionBudget orders",
];
const absent = { kind: "absent" } as const;
const invalid = { kind: "invalid", problem: "it lacks a key", uid: "u", resourceVersion: "1" } as const;

const REFUSED: readonly (readonly [reason: string, spec: ClusterSpec])[] = [
  ["MultiMasterUnsupported", { multiMaster: true }],
  ["VersionUnsupported", { version: "9.9.1" }],
  ["VariableUnknown", { variables: { max_conections: 300 } }],
  ["VariableInvalid", { variables: { max_connections: 1_000_000 } }],
  ["SecurityContextForbidden", { securityContext: { runAsNonRoot: false } }],
];

describe("while the spec is refused, what runs is looked after", () => {
  const scenes = [
    ...REFUSED.map(([reason, spec]) => [reason, three.withSpec(spec)] as const),
    ["UpgradeUnsupported", three.withSpec({ version: "8.4.4" })] as const,
    [
      "ConfigMissing",
      three.withSpec({ config: { name: "settings" } }).with({ userConfig: { kind: "missing" } }),
    ] as const,
  ];

  test.each(scenes)("%s", (reason, scene) => {
    expect(conditionsOf(scene)[1]).toMatch(new RegExp(`^Stalled=True ${reason}: `));
    expect(stepsOf(scene)).toEqual([]);
    expect(stepsOf(expiring(scene))).toEqual(["create-secret certificate"]);
    expect(stepsOf(withoutObjects(scene))).toEqual(LASTING);
    expect(conditionsOf(expiring(scene))[1]).toBe(conditionsOf(scene)[1]);
  });

  test.each(REFUSED)("nothing is made of a cluster that never was: %s", (_, spec) => {
    const { identity } = three.withIdentity({ initialised: false, members: [] }).observation;
    const recorded = newCluster(spec).with({ identity });
    expect(stepsOf({ ...recorded, observation: withFinalizer(recorded) })).toEqual([]);
  });

  test("a Service that a deleted Cluster still owns is waited for", () => {
    const stalled = three.withSpec({ multiMaster: true });
    const [, , first, ...others] = three.observation.objects;
    if (first === undefined) throw new RangeError("the scene has Services");
    expect(stepsOf(stalled.with({ objects: [first] }))).toEqual(LASTING.slice(1));
    expect(others).toHaveLength(LASTING.length - 1);
    expect(stepsOf(stalled.with({ objects: [{ ...first, ownerUid: "former" }] }))).toEqual([]);
  });
});

function withFinalizer({ observation }: Scene): Scene["observation"] {
  const { finalizers = [] } = three.observation.cluster.metadata;
  const { cluster: found } = observation;
  return { ...observation, cluster: { ...found, metadata: { ...found.metadata, finalizers } } };
}

describe("while a Secret is wrong, no other one takes its place", () => {
  const owned = { ...invalid, owned: true } as const;
  const foreign = { ...invalid, owned: false } as const;

  test.each<readonly [string, Scene, string, readonly string[]]>([
    ["no root", withSecrets(three, { root: absent }), "SecretMissing", ["create-secret certificate"]],
    ["a broken root", withSecrets(three, { root: owned }), "SecretMissing", ["create-secret certificate"]],
    [
      "a root that the spec names and that is not there",
      withSecrets(three.withSpec({ rootPasswordSecret: { name: "mine" } }), { root: absent }),
      "SecretMissing",
      ["create-secret certificate"],
    ],
    ["no accounts", withSecrets(three, { accounts: absent }), "SecretMissing", ["create-secret certificate"]],
    ["no CA", withSecrets(three, { authority: absent }), "SecretMissing", []],
    ["a CA that lacks a key", withSecrets(three, { authority: owned }), "SecretMissing", []],
    ["a CA of somebody else", withSecrets(three, { authority: foreign }), "NameTaken", []],
    ["a certificate of somebody else", withSecrets(three, { certificate: foreign }), "NameTaken", []],
    [
      "a certificate of the spec that does not do",
      withSecrets(three.withSpec({ sslSecret: { name: "mine" } }), { certificate: foreign }),
      "CertificateUnusable",
      [],
    ],
  ])("%s", (_, scene, reason, steps) => {
    expect(conditionsOf(scene)[1]).toMatch(new RegExp(`^Stalled=True ${reason}: `));
    expect(stepsOf(expiring(scene))).toEqual(steps);
    expect(stepsOf(withoutObjects(scene))).toEqual(LASTING);
    // The same behind a spec that is refused for itself, which is told first.
    const both = scene.withSpec({ multiMaster: true });
    expect(conditionsOf(both)[1]).toMatch(/^Stalled=True MultiMasterUnsupported: /);
    expect(stepsOf(expiring(both))).toEqual(steps);
  });

  test("a root that the spec names is not made for a new cluster either", () => {
    const { identity, statefulSet } = three.withIdentity({ initialised: false, members: [] }).observation;
    const begun = newCluster({ rootPasswordSecret: { name: "mine" } }).with({
      identity,
      ...(statefulSet === undefined ? {} : { statefulSet }),
    });
    const stalled = { ...begun, observation: withFinalizer(begun) };
    expect(stepsOf(stalled)).toEqual(["create-secret accounts", "create-secret authority"]);
  });

  test("a CA that lacks a key is to be restored: the members have the old one", () => {
    expect(conditionsOf(withSecrets(three, { authority: owned }))[1]).toBe(
      "Stalled=True SecretMissing: Secret orders-ca cannot be used: it lacks a key. Restore it: a new CA would part the members.",
    );
    const unrecorded = three.withIdentity({ initialised: false, members: [] }).stopped();
    expect(stepsOf(withSecrets(unrecorded, { authority: owned }))).toEqual(["create-secret authority"]);
  });
});
