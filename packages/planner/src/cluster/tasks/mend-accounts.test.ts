import { describe, expect, it, test } from "vitest";
import { forbiddenWhen } from "../../testing/forbidden-cases.ts";
import { cluster, NOW, type Scene } from "../../testing/observation-builder.ts";
import { conditionsOf, stepsOf } from "../../testing/step-text.ts";
import type { AccountFlaw, Denial } from "../observation/member-report.ts";

const WELL = cluster({ members: 3 });
const FLAW: AccountFlaw = { what: "grampus_local is locked", needsRoot: false, needsPassword: false };
const EXPIRED: AccountFlaw = { ...FLAW, what: "grampus_local has an expired password", needsPassword: true };
const GONE: AccountFlaw = { ...FLAW, what: "grampus_replication is gone", needsRoot: true };

const flawed = (...accountFlaws: readonly AccountFlaw[]) =>
  WELL.withMember("orders-0", { answer: { accountFlaws } });
const loggedIn = (login: "former" | "root", member = "orders-0") =>
  WELL.withMember(member, { answer: { login } });
const withoutSecret = (scene: Scene, purpose: "accounts" | "root") =>
  scene.with({ secrets: { ...scene.observation.secrets, [purpose]: { kind: "absent" } } });

describe("the operator's accounts", () => {
  it.each([
    ["all is well", WELL, []],
    ["one is locked", flawed(FLAW), ["mend-accounts orders-0"]],
    ["one has an expired password", flawed(EXPIRED), ["mend-accounts orders-0 with passwords"]],
    ["one is gone", flawed(GONE), ["mend-accounts orders-0 as root"]],
    ["one is gone, one is locked", flawed(FLAW, GONE), ["mend-accounts orders-0"]],
    ["one is gone, root's password too", withoutSecret(flawed(GONE), "root"), []],
    ["one is gone, root is refused", flawed(GONE).with({ rootRefused: true }), []],
    [
      "one is locked, one is gone, root is refused",
      flawed(FLAW, GONE).with({ rootRefused: true }),
      ["mend-accounts orders-0"],
    ],
    ["it was let in as root", loggedIn("root"), ["mend-accounts orders-0 with passwords"]],
    ["it was let in by a former password", loggedIn("former"), ["mend-accounts orders-0 with passwords"]],
    [
      "the same without root's password: it may mend itself",
      withoutSecret(loggedIn("former"), "root"),
      ["mend-accounts orders-0 with passwords"],
    ],
    [
      "a secondary lets it in as root only",
      loggedIn("root", "orders-1"),
      ["mend-accounts orders-0 with passwords"],
    ],
    ["there is no Secret to mend them by", withoutSecret(loggedIn("former"), "accounts"), []],
    ["they were mended a moment ago", loggedIn("root").with({ accountsMendedAt: NOW - 5_000 }), []],
    [
      "they were mended a minute ago",
      loggedIn("root").with({ accountsMendedAt: NOW - 60_000 }),
      ["mend-accounts orders-0 with passwords"],
    ],
    [
      "only a minority can be asked",
      loggedIn("root").alone("orders-0").withUnreachable("orders-1").withUnreachable("orders-2"),
      [],
    ],
  ] as const)("%s", (_, scene, steps) => {
    expect(stepsOf(scene)).toEqual(steps);
  });

  it("a member outside of the group is joined first: it gets them from the group", () => {
    const scene = WELL.withOffline("orders-1").withMember("orders-1", { answer: { login: "root" } });
    expect(stepsOf(scene)).not.toContain("mend-accounts orders-0 with passwords");
  });

  it("follows the group whoever it is logged in as: labels, and a status that is true", () => {
    const scene = withoutSecret(
      cluster({ members: 3, primary: "orders-1" })
        .withMember("orders-0", { pod: { role: "primary" }, answer: { login: "former" } })
        .withMember("orders-1", { pod: { role: "secondary" }, answer: { login: "former" } }),
      "accounts",
    );
    expect(stepsOf(scene)).toEqual([
      "label-pod orders-0 secondary, cutting connections",
      "label-pod orders-1 primary",
    ]);
  });
});

forbiddenWhen("mend-accounts", loggedIn("root"), [
  [
    "the member is not the primary any more",
    (scene) => scene.with(cluster({ members: 3, primary: "orders-1" }).observation),
    "no majority sees orders-0 as the primary",
  ],
]);

describe("what a person is told", () => {
  const LETS_IN = `Put root's password into Secret orders-root-password, and the operator mends its own account: kubectl --namespace shop patch secret orders-root-password --type merge --patch '{"stringData":{"password":"…"}}'. Or restore Secret orders-accounts: docs/operator/accounts.md says how, without a backup too.`;

  test.each([
    [
      { operator: "refused", root: "refused" },
      "its password is another one than in Secret orders-accounts, or the account is gone",
      "the password in Secret orders-root-password is not root's",
    ],
    [{ operator: "expired", root: "locked" }, "its password has expired", "it is locked"],
    [{}, "Secret orders-accounts is missing", "Secret orders-root-password is missing"],
  ] as const satisfies readonly (readonly [{ operator?: Denial; root?: Denial }, string, string])[])(
    "of a member that lets it in by no account: %j",
    (denials, operator, root) => {
      const scene = WELL.withUnreachable("orders-2", 61_000).with({
        members: {
          ...WELL.observation.members,
          "orders-2": { kind: "unreachable", since: NOW - 61_000, reason: "denied", denials },
        },
      });
      expect(conditionsOf(scene).find((one) => one.startsWith("Stalled"))).toBe(
        `Stalled=True MemberUntrusted: orders-2 refuses the operator's account (${operator}), and root (${root}). ${LETS_IN}`,
      );
    },
  );

  test("that root's Secret is stale, while all is well", () => {
    expect(conditionsOf(WELL.with({ rootRefused: true }))).toEqual([
      "Ready=True Online: 3 of 3 members online; the password in Secret orders-root-password is not root's: put root's there, the operator needs it to mend its own accounts",
    ]);
  });
});
