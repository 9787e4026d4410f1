import { describe, expect, test } from "vitest";
import { type Case, forbiddenWhen } from "../../testing/forbidden-cases.ts";
import { cluster, NOW, newCluster, type Scene } from "../../testing/observation-builder.ts";
import type { ObservedSecrets } from "../observation/objects.ts";
import { forbidden } from "./forbidden.ts";

const ready = cluster({ members: 3 });
const unrecorded = ready.withIdentity({ initialised: false, members: [] }).stopped();
const RECORDED: Case = [
  "a member was recorded",
  (scene) => scene.withIdentity({ members: ["orders-0"] }),
  "orders-0 was made with another orders-root-password",
];

function withSecrets(scene: Scene, change: Partial<ObservedSecrets>): Scene {
  return scene.with({ secrets: { ...scene.observation.secrets, ...change } });
}

const spoiled = { kind: "invalid", problem: "it lacks ca.key", uid: "u", resourceVersion: "3" } as const;

forbiddenWhen("create-secret", withSecrets(unrecorded, { root: { kind: "absent" } }), [RECORDED]);

forbiddenWhen("create-secret", withSecrets(unrecorded, { authority: { ...spoiled, owned: true } }), [
  ["a member was recorded", RECORDED[1], "orders-0 was made with another orders-ca"],
  [
    "the Secret is another one",
    (scene) => withSecrets(scene, { authority: { ...spoiled, owned: true, resourceVersion: "4" } }),
    "orders-ca is not the object that was observed",
  ],
  [
    "somebody else made it",
    (scene) => withSecrets(scene, { authority: { ...spoiled, owned: false } }),
    "orders-ca was made by somebody else",
  ],
]);

describe("a certificate of the same CA", () => {
  test("is made as often as one likes", () => {
    const { certificate } = ready.observation.secrets;
    if (certificate.kind !== "found") throw new RangeError("the scene has a certificate");
    const late = withSecrets(ready, { certificate: { ...certificate, notAfter: NOW + 86_400_000 } });
    const step = {
      kind: "create-secret",
      purpose: "certificate",
      name: "orders-tls",
      dnsNames: [],
      replaces: { name: "orders-tls", uid: certificate.uid, resourceVersion: certificate.resourceVersion },
      because: "it expires",
    } as const;
    expect(forbidden(step, late.observation)).toBeUndefined();
    expect(forbidden(step, newCluster().observation)).toBe("orders-tls is not the object that was observed");
  });
});
