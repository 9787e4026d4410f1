import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type Attestation, attestationsText } from "../records/attestations.ts";
import { readLock } from "../releases/lock.ts";
import { diagnosticsText } from "../testing/diagnostics-text.ts";
import { environmentText } from "../testing/fleet-directory.ts";
import { type GitFleet, gitFleet } from "../testing/git-fleet.ts";
import { cut, pin, RELEASED_FLEET } from "../testing/released-fleet.ts";
import { check } from "./check.ts";
import { compile } from "./compile.ts";

let fleet: GitFleet;

/** A chain of three, the last of which has gates. */
function chain(gates: string): Readonly<Record<string, string>> {
  const environment = (name: string, after: string, more: string) =>
    environmentText(
      ["billing", "orders"],
      `  name: "${name}",\n  after: "${after}",\n  namespace: "mysql-${name}",\n  platform: kubernetes(),\n${more}  clusters: { billing, orders },`,
    ).replace("unset }", "unset, soak, healthy, window, freeze, approval, maxInFlight, requireApproval }");
  return {
    ...RELEASED_FLEET,
    "environments/staging/environment.ts": environment("staging", "dev", ""),
    "environments/prod/environment.ts": environment("prod", "staging", `  gates: [${gates}],\n`),
  };
}

/** Commits at a moment, on the branch that is checked out. */
async function commitAt(moment: string, message: string): Promise<void> {
  expect(await fleet.compiled()).toBe("");
  vi.stubEnv("GIT_COMMITTER_DATE", moment);
  fleet.commit(message);
  vi.unstubAllEnvs();
}

/** What check says of gates at a moment. */
async function rawGates(now: string, root = fleet.root): Promise<string> {
  const { diagnostics } = await check({ root, selection: {}, types: false, gates: true, now: new Date(now) });
  return diagnosticsText(root, diagnostics);
}

/** The same, with ids and digests that are the same in every run. */
async function gates(now: string, root = fleet.root): Promise<string> {
  return (await rawGates(now, root))
    .replaceAll(/\([0-9a-f]{7,}\)/g, "(1234567)")
    .replaceAll(/sha256:[0-9a-f]{64}/g, "sha256:...");
}

/** The digest of the release that an environment pins. */
function lockDigest(environment: string, cluster: string): string {
  const file = path.join(fleet.root, `environments/${environment}/releases.lock.json`);
  const read = readLock(readFileSync(file, "utf8"));
  return (read.kind === "lock" && read.lock.get(cluster)?.digest) || "";
}

function writeBelow(root: string, files: Readonly<Record<string, string | undefined>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text ?? "");
  }
}

async function start(text: string): Promise<void> {
  fleet = await gitFleet(chain(text));
  await cut(fleet, "billing", "orders");
  for (const environment of ["staging", "prod"])
    for (const cluster of ["billing", "orders"]) pin(fleet, environment, cluster, 1);
  await commitAt("2026-11-01T00:00:00Z", "releases");
}

/** A second release of orders, which staging runs since a moment, and prod is to run. */
async function promoted(since: string): Promise<void> {
  const definition = RELEASED_FLEET["clusters/orders/cluster.ts"] ?? "";
  fleet.write({ "clusters/orders/cluster.ts": definition.replace("500", "600") });
  await cut(fleet, "orders");
  await commitAt("2026-11-02T00:00:00Z", "cut");
  pin(fleet, "staging", "orders", 2);
  await commitAt(since, "to staging");
  fleet.git("checkout", "--quiet", "-b", "promotion");
  pin(fleet, "prod", "orders", 2);
  expect(await fleet.compiled()).toBe("");
}

afterEach(() => fleet.remove());

test("soak counts from the commit that pinned this release in the environment before", async () => {
  await start('soak("48h")');
  await promoted("2026-11-10T12:00:00Z");
  expect(await gates("2026-11-11T12:00:00Z")).toMatchInlineSnapshot(`
    "environments/prod/releases.lock.json:4:1 error gate/holds: soak holds release 2 back from prod/orders: staging pins it since Tue 2026-11-10 12:00 UTC (1234567), and 1d of 2d are left
        4 │ "orders": { "release": 2, "digest": "sha256:ead87174e68637604ff72d405df06f74f560552a7e97c4…
          │ ^
      hint    it opens Thu 2026-11-12 12:00 UTC
      environments/prod/environment.ts:10:11 the gate
        10 │   gates: [soak("48h")],
           │           ^^^^^^^^^^^

    1 error
    "
  `);
  expect(await gates("2026-11-12T11:59:59Z")).toContain("soak holds");
  expect(await gates("2026-11-12T12:00:00Z")).toBe("");
});

test("other commits do not begin the time of a release again, and unpinning does", async () => {
  await start('soak("48h")');
  await promoted("2026-11-10T12:00:00Z");
  fleet.git("stash", "--quiet");
  fleet.git("checkout", "--quiet", "main");
  fleet.write({ "notes.md": "one" });
  await commitAt("2026-11-12T08:00:00Z", "notes");
  pin(fleet, "staging", "billing", 1);
  fleet.write({ "environments/dev/notes.md": "two" });
  await commitAt("2026-11-12T09:00:00Z", "more notes");
  fleet.git("checkout", "--quiet", "-B", "promotion");
  fleet.git("stash", "pop", "--quiet");
  expect(await gates("2026-11-12T13:00:00Z")).toBe("");
  fleet.git("checkout", "--quiet", "--force", "main");
  pin(fleet, "staging", "orders", 1);
  await commitAt("2026-11-12T10:00:00Z", "back");
  pin(fleet, "staging", "orders", 2);
  await commitAt("2026-11-12T11:00:00Z", "forth");
  fleet.git("checkout", "--quiet", "-B", "promotion");
  pin(fleet, "prod", "orders", 2);
  expect(await fleet.compiled()).toBe("");
  expect(await gates("2026-11-12T13:00:00Z")).toContain("2026-11-12 11:00 UTC");
});

test("a release that the environment before does not run where it is merged has no time yet", async () => {
  await start('soak("1h")');
  fleet.git("checkout", "--quiet", "-b", "both");
  fleet.write({
    "clusters/orders/cluster.ts": (RELEASED_FLEET["clusters/orders/cluster.ts"] ?? "").replace("500", "600"),
  });
  await cut(fleet, "orders");
  pin(fleet, "staging", "orders", 2);
  pin(fleet, "prod", "orders", 2);
  await commitAt("2026-11-02T00:00:00Z", "all at once");
  expect(await gates("2026-12-01T00:00:00Z")).toMatchInlineSnapshot(`
    "environments/prod/releases.lock.json:4:1 error gate/holds: soak holds release 2 back from prod/orders: staging does not run it in main (1234567), so its time has not begun
        4 │ "orders": { "release": 2, "digest": "sha256:ead87174e68637604ff72d405df06f74f560552a7e97c4…
          │ ^
      hint    grampus promote orders --to staging --release 2, and merge that first
      environments/prod/environment.ts:10:11 the gate
        10 │   gates: [soak("1h")],
           │           ^^^^^^^^^^

    1 error
    "
  `);
});

test("behind an environment that follows head, the time counts from the commit that cut the release", async () => {
  await start('soak("48h")');
  const staging = chain("")["environments/staging/environment.ts"] ?? "";
  fleet.write({
    "environments/staging/environment.ts": staging.replace(
      'after: "dev"',
      'after: "dev",\n  follows: "head"',
    ),
    "environments/staging/releases.lock.json": undefined,
  });
  await commitAt("2026-11-01T06:00:00Z", "staging follows head");
  const definition = RELEASED_FLEET["clusters/orders/cluster.ts"] ?? "";
  fleet.write({ "clusters/orders/cluster.ts": definition.replace("500", "600") });
  await cut(fleet, "orders");
  await commitAt("2026-11-02T00:00:00Z", "cut");
  fleet.git("checkout", "--quiet", "-b", "promotion");
  pin(fleet, "prod", "orders", 2);
  expect(await fleet.compiled()).toBe("");
  expect(await gates("2026-11-03T00:00:00Z")).toContain("it was cut on Mon 2026-11-02 00:00 UTC");
  expect(await gates("2026-11-04T00:00:00Z")).toBe("");
});

test("a shallow clone holds what it cannot judge, and lets through what has run long enough for sure", async () => {
  await start('soak("48h")');
  await promoted("2026-11-10T12:00:00Z");
  fleet.git("stash", "--quiet");
  fleet.git("checkout", "--quiet", "main");
  fleet.write({ "notes.md": "one" });
  await commitAt("2026-11-15T00:00:00Z", "notes");
  const clone = mkdtempSync(path.join(tmpdir(), "grampus-shallow-"));
  try {
    fleet.git("clone", "--quiet", "--depth=1", `file://${fleet.root}`, clone);
    const shallow: GitFleet = { ...fleet, root: clone, write: (files) => writeBelow(clone, files) };
    pin(shallow, "prod", "orders", 2);
    await compile({ root: clone, selection: {}, types: false });
    expect(await gates("2026-11-15T12:00:00Z", clone)).toMatchInlineSnapshot(`
      "environments/prod/releases.lock.json:4:1 error gate/holds: soak holds release 2 back from prod/orders: this clone is shallow, and staging pins it since Sun 2026-11-15 00:00 UTC (1234567) at least, which is less than 2d
          4 │ "orders": { "release": 2, "digest": "sha256:ead87174e68637604ff72d405df06f74f560552a7e97c4…
            │ ^
        hint    git fetch --unshallow, or with actions/checkout: fetch-depth: 0
        environments/prod/environment.ts:10:11 the gate
          10 │   gates: [soak("48h")],
             │           ^^^^^^^^^^^

      1 error
      "
    `);
    expect(await gates("2026-11-17T12:00:00Z", clone)).toBe("");
  } finally {
    rmSync(clone, { recursive: true, force: true });
  }
});

describe("healthy", () => {
  const seen = (release: number, more: Partial<Attestation> = {}): Attestation => ({
    release,
    digest: lockDigest("staging", "orders"),
    healthy: true,
    at: "2026-11-10T13:00:00Z",
    saw: "Ready, 3 of 3 members",
    ...more,
  });
  const attest = (attestation: Attestation) =>
    fleet.write({
      "environments/staging/attestations.json": attestationsText(new Map([["orders", attestation]])),
    });

  test("what was recorded counts for the release it names, as long as nothing worse is", async () => {
    await start("healthy()");
    await promoted("2026-11-10T12:00:00Z");
    expect(await gates("2026-11-11T00:00:00Z")).toMatchInlineSnapshot(`
      "environments/prod/releases.lock.json:4:1 error gate/holds: healthy holds release 2 back from prod/orders: nobody recorded what was seen of it in staging
          4 │ "orders": { "release": 2, "digest": "sha256:ead87174e68637604ff72d405df06f74f560552a7e97c4…
            │ ^
        hint    grampus attest --env staging
        environments/prod/environment.ts:10:11 the gate
          10 │   gates: [healthy()],
             │           ^^^^^^^^^

      1 error
      "
    `);
    attest(seen(1, { digest: `sha256:${"0".repeat(64)}` }));
    expect(await gates("2026-11-11T00:00:00Z")).toContain("what was last seen in staging is release 1");
    attest(seen(2));
    expect(await gates("2026-11-11T00:00:00Z")).toBe("");
    attest(seen(2, { healthy: false, saw: "not Ready: MemberDown" }));
    expect(await gates("2026-11-11T00:00:00Z")).toContain("not Ready: MemberDown");
  });

  test("what was seen before the release was pinned again counts for nothing", async () => {
    await start("healthy()");
    await promoted("2026-11-10T12:00:00Z");
    fleet.git("stash", "--quiet");
    fleet.git("checkout", "--quiet", "main");
    pin(fleet, "staging", "orders", 1);
    await commitAt("2026-11-12T10:00:00Z", "back");
    pin(fleet, "staging", "orders", 2);
    await commitAt("2026-11-12T11:00:00Z", "forth");
    fleet.git("checkout", "--quiet", "-B", "promotion");
    pin(fleet, "prod", "orders", 2);
    expect(await fleet.compiled()).toBe("");
    attest(seen(2, { at: "2026-11-12T10:59:59Z" }));
    expect(await gates("2026-11-13T00:00:00Z")).toContain(
      "in staging it was last seen on 2026-11-12T10:59:59Z, before this release was pinned there on Thu 2026-11-12 11:00 UTC (1234567)\n",
    );
    attest(seen(2, { at: "2026-11-12T11:00:00Z" }));
    expect(await gates("2026-11-13T00:00:00Z")).toBe("");
  });

  test("what is dated in the future counts for nothing", async () => {
    await start("healthy()");
    await promoted("2026-11-10T12:00:00Z");
    attest(seen(2, { at: "2026-11-11T00:00:01Z" }));
    expect(await gates("2026-11-11T00:00:00Z")).toContain(
      "what was seen in staging is dated 2026-11-11T00:00:01Z, which is yet to come",
    );
    expect(await gates("2026-11-11T00:00:01Z")).toBe("");
  });

  test.each([
    ["no JSON", '{\n"orders": ,\n'],
    ["no sight", '{\n"orders": { "release": 2 },\n\n"attestationsVersion": 1\n}\n'],
    ["a conflict", '{\n<<<<<<< ours\n"orders": null,\n=======\n"orders": null,\n>>>>>>> theirs\n'],
  ])("a file of attestations that is none is said with its line: %s", async (_, text) => {
    await start("healthy()");
    await promoted("2026-11-10T12:00:00Z");
    fleet.write({ "environments/staging/attestations.json": text });
    expect(await gates("2026-11-11T00:00:00Z")).toMatchSnapshot();
    const plain = await check({ root: fleet.root, selection: {}, types: false });
    expect(plain.diagnostics.map(({ code }) => code)).toEqual([expect.stringMatching(/^record\//)]);
  });
});

test("windows and freezes hold, and say when they open", async () => {
  await start(
    'window("Mon-Thu 09:00-16:00 Europe/Berlin"), freeze({ from: "2026-12-20", until: "2027-01-06", because: "Christmas", zone: "Europe/Berlin" })',
  );
  await promoted("2026-11-10T12:00:00Z");
  expect(await gates("2026-11-12T08:00:00Z")).toBe("");
  expect(await gates("2026-11-12T15:00:00Z")).toMatchInlineSnapshot(`
    "environments/prod/releases.lock.json:4:1 error gate/holds: window holds release 2 back from prod/orders: it is Thu 2026-11-12 16:00 Europe/Berlin, outside of Mon-Thu 09:00-16:00 Europe/Berlin
        4 │ "orders": { "release": 2, "digest": "sha256:ead87174e68637604ff72d405df06f74f560552a7e97c4…
          │ ^
      hint    it opens Mon 2026-11-16 09:00 Europe/Berlin
      environments/prod/environment.ts:10:11 the gate
        10 │   gates: [window("Mon-Thu 09:00-16:00 Europe/Berlin"), freeze({ from: "2026-12-20", until…
           │           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    1 error
    "
  `);
  expect(await gates("2026-12-21T10:00:00Z")).toMatchInlineSnapshot(`
    "environments/prod/releases.lock.json:4:1 error gate/holds: freeze holds release 2 back from prod/orders: nothing is promoted from 2026-12-20 until 2027-01-06 (Europe/Berlin): Christmas
        4 │ "orders": { "release": 2, "digest": "sha256:ead87174e68637604ff72d405df06f74f560552a7e97c4…
          │ ^
      hint    it opens Thu 2027-01-07 00:00 Europe/Berlin
      environments/prod/environment.ts:10:56 the gate
        10 │ …6:00 Europe/Berlin"), freeze({ from: "2026-12-20", until: "2027-01-06", because: "Christm…
           │                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    1 error
    "
  `);
});

test("a change of a class waits for its approval, which names it by its digest", async () => {
  await start('approval({ from: ["team-dba"], for: "online" })');
  await promoted("2026-11-10T12:00:00Z");
  const asked = await rawGates("2026-11-11T00:00:00Z");
  const [line = ""] = /- \{ cluster: orders, .*\}/.exec(asked) ?? [];
  expect(line).toMatch(
    /^- \{ cluster: orders, environment: prod, change: sha256:[0-9a-f]{64}, by: "team-dba" \}$/,
  );
  fleet.write({ "environments/prod/approvals.yaml": `${line}\n` });
  expect(await gates("2026-11-11T00:00:00Z")).toBe("");
  fleet.write({ "environments/prod/approvals.yaml": `${line.replace("team-dba", "team-orders")}\n` });
  expect(await gates("2026-11-11T00:00:00Z")).toContain("approval holds");
  const prod = readFileSync(path.join(fleet.root, "environments/prod/environment.ts"), "utf8");
  fleet.write({
    "environments/prod/approvals.yaml": `${line}\n`,
    "environments/prod/environment.ts": prod.replace(
      "{ billing, orders }",
      "{ billing, orders: override(orders, { members: 5 }) }",
    ),
  });
  expect(await fleet.compiled()).toBe("");
  expect(await gates("2026-11-11T00:00:00Z")).toMatchInlineSnapshot(`
    "environments/prod/approvals.yaml:1:1 warning approval/void: this approves another change of prod/orders than the one that is pending
        1 │ - { cluster: orders, environment: prod, change: sha256:113af8235e7fb8b4985d2cf8430f956cd9f…
          │ ^
      found   sha256:...
      allowed sha256:...
      hint    look at the change with grampus plan, then replace the line with the one that it prints

    environments/prod/releases.lock.json:4:1 error gate/holds: approval holds release 2 back from prod/orders: the change is online, and team-dba did not approve it
        4 │ "orders": { "release": 2, "digest": "sha256:ead87174e68637604ff72d405df06f74f560552a7e97c4…
          │ ^
      hint    add to environments/prod/approvals.yaml: - { cluster: orders, environment: prod, change: sha256:..., by: "team-dba" }
      environments/prod/environment.ts:10:11 the gate
        10 │   gates: [approval({ from: ["team-dba"], for: "online" })],
           │           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    1 error, 1 warning
    "
  `);
});

test("only so many promotions are in flight", async () => {
  await start("maxInFlight(1)");
  await promoted("2026-11-10T12:00:00Z");
  expect(await gates("2026-11-11T00:00:00Z")).toMatchInlineSnapshot(`
    "environments/prod/releases.lock.json:4:1 error gate/holds: max-in-flight holds release 2 back from prod/orders: billing was promoted and not seen healthy since
        4 │ "orders": { "release": 2, "digest": "sha256:ead87174e68637604ff72d405df06f74f560552a7e97c4…
          │ ^
      hint    grampus attest --env prod, and commit what it writes
      environments/prod/environment.ts:10:11 the gate
        10 │   gates: [maxInFlight(1)],
           │           ^^^^^^^^^^^^^^

    1 error
    "
  `);
  const seenAt = (at: string) => {
    const seen = { release: 1, digest: lockDigest("prod", "billing"), healthy: true, at, saw: "Ready" };
    const byCluster = new Map([["billing", seen]]);
    fleet.write({ "environments/prod/attestations.json": attestationsText(byCluster) });
  };
  seenAt("2026-10-31T23:59:59Z");
  expect(await gates("2026-11-11T00:00:00Z")).toContain("billing was promoted and not seen healthy since");
  seenAt("2026-11-11T00:00:01Z");
  expect(await gates("2026-11-11T00:00:00Z")).toContain("billing was promoted and not seen healthy since");
  seenAt("2026-11-10T13:00:00Z");
  expect(await gates("2026-11-11T00:00:00Z")).toBe("");
});

test("a way back waits for nothing", async () => {
  await start('soak("48h"), freeze({ from: "2026-11-01", until: "2026-12-31", because: "audit" })');
  await promoted("2026-11-10T12:00:00Z");
  await commitAt("2026-11-11T00:00:00Z", "to prod");
  fleet.git("checkout", "--quiet", "main");
  fleet.git("merge", "--quiet", "--ff-only", "promotion");
  fleet.git("checkout", "--quiet", "-b", "rollback");
  pin(fleet, "prod", "orders", 1);
  expect(await fleet.compiled()).toBe("");
  expect(await gates("2026-11-11T01:00:00Z")).toBe("");
});

test("an override lets one release past one gate, and is told", async () => {
  await start('soak("48h"), healthy()');
  await promoted("2026-11-10T12:00:00Z");
  const override = (more: string) =>
    `- gate: 'soak("2d")'\n  release: 2\n  digest: ${lockDigest("prod", "orders")}\n  by: "Ada <ada@example.com>"\n  at: "2026-11-11T00:00:00Z"\n  because: "hotfix"\n${more}`;
  fleet.write({ "environments/prod/overrides/orders.yaml": override("") });
  expect(await gates("2026-11-11T00:00:00Z")).toMatchInlineSnapshot(`
    "environments/prod/releases.lock.json:4:1 error gate/holds: healthy holds release 2 back from prod/orders: nobody recorded what was seen of it in staging
        4 │ "orders": { "release": 2, "digest": "sha256:ead87174e68637604ff72d405df06f74f560552a7e97c4…
          │ ^
      hint    grampus attest --env staging
      environments/prod/environment.ts:10:24 the gate
        10 │   gates: [soak("48h"), healthy()],
           │                        ^^^^^^^^^

    environments/prod/releases.lock.json:4:1 note gate/overridden: release 2 goes past soak to prod/orders: staging pins it since Tue 2026-11-10 12:00 UTC (1234567), and 1d 12h of 2d are left; Ada <ada@example.com> went past it on 2026-11-11T00:00:00Z: hotfix
        4 │ "orders": { "release": 2, "digest": "sha256:ead87174e68637604ff72d405df06f74f560552a7e97c4…
          │ ^
      environments/prod/environment.ts:10:11 the gate
        10 │   gates: [soak("48h"), healthy()],
           │           ^^^^^^^^^^^

    1 error, 1 note
    "
  `);
  fleet.write({
    "environments/prod/overrides/orders.yaml": override("").replace("release: 2", "release: 3"),
  });
  expect(await gates("2026-11-11T00:00:00Z")).toContain("soak holds");
  fleet.write({ "environments/prod/overrides/orders.yaml": override("- gate: soka\n  releas: 2\n") });
  expect(await gates("2026-11-11T00:00:00Z")).toMatchSnapshot();
});

test("an override is for one promotion: not for the same release after a rollback", async () => {
  await start('soak("48h")');
  await promoted("2026-11-10T12:00:00Z");
  const override = `- gate: 'soak("2d")'\n  release: 2\n  digest: ${lockDigest("prod", "orders")}\n  by: Ada\n  at: "2026-11-11T00:00:00Z"\n  because: "hotfix"\n`;
  fleet.write({ "environments/prod/overrides/orders.yaml": override });
  expect(await gates("2026-11-11T00:00:00Z")).not.toContain("error");
  await commitAt("2026-11-11T00:00:00Z", "to prod");
  fleet.git("checkout", "--quiet", "main");
  fleet.git("merge", "--quiet", "--ff-only", "promotion");
  for (const [at, release] of [
    ["2026-11-11T01:00:00Z", 1],
    ["2026-11-11T02:00:00Z", 2],
  ] as const) {
    fleet.git("checkout", "--quiet", "main");
    if (release === 2) fleet.git("merge", "--quiet", "--ff-only", "move-1");
    fleet.git("checkout", "--quiet", "-b", `move-${release}`);
    pin(fleet, "prod", "orders", release);
    await commitAt(at, `to ${release}`);
  }
  expect(await gates("2026-11-11T03:00:00Z")).toMatchInlineSnapshot(`
    "environments/prod/releases.lock.json:4:1 error gate/holds: soak holds release 2 back from prod/orders: staging pins it since Tue 2026-11-10 12:00 UTC (1234567), and 1d 9h of 2d are left; that Ada went past it on 2026-11-11T00:00:00Z was for an earlier promotion
        4 │ "orders": { "release": 2, "digest": "sha256:ead87174e68637604ff72d405df06f74f560552a7e97c4…
          │ ^
      hint    it opens Thu 2026-11-12 12:00 UTC
      environments/prod/environment.ts:10:11 the gate
        10 │   gates: [soak("48h")],
           │           ^^^^^^^^^^^

    1 error
    "
  `);
  fleet.write({
    "environments/prod/overrides/orders.yaml": `${override}${override.replace("T00:00:00Z", "T02:30:00Z")}`,
  });
  expect(await gates("2026-11-11T03:00:00Z")).toContain("went past it on 2026-11-11T02:30:00Z: hotfix");
});

test("an override is for one gate as it is written", async () => {
  await start(
    'freeze({ from: "2026-11-01", until: "2026-11-30", because: "audit" }), freeze({ from: "2026-11-05", until: "2026-11-20", because: "sale" })',
  );
  await promoted("2026-11-10T12:00:00Z");
  const gate = 'freeze({ from: "2026-11-01", until: "2026-11-30", zone: "UTC", because: "audit" })';
  const override = `- gate: '${gate}'\n  release: 2\n  digest: ${lockDigest("prod", "orders")}\n  by: Ada\n  at: "2026-11-11T00:00:00Z"\n  because: "hotfix"\n`;
  fleet.write({ "environments/prod/overrides/orders.yaml": override });
  const said = await gates("2026-11-11T00:00:00Z");
  expect(said).toContain("note gate/overridden: release 2 goes past freeze to prod/orders");
  expect(said).toContain(
    "error gate/holds: freeze holds release 2 back from prod/orders: nothing is promoted from 2026-11-05",
  );
});

test("gates that are none are said at their place", async () => {
  fleet = await gitFleet(RELEASED_FLEET);
  fleet.write(
    chain(
      'soak("2 days"), window("Mon-Thu 9-16 Berlin"), window("Mon-Thu 09:00-16:00 Europe/Berlni"), freeze({ from: "2026-12-20", until: "2026-12-19", because: "x" }), approval({ from: [], for: "failover" }), approval({ from: ["team-dba"], for: "fail-over" }), maxInFlight(0), "soak"',
    ),
  );
  expect(await fleet.compiled({})).toMatchSnapshot();
  const staging = chain("")["environments/staging/environment.ts"] ?? "";
  fleet.write({
    ...chain(""),
    "environments/staging/environment.ts": staging.replace(
      'after: "dev"',
      'after: "dev",\n  follows: "head",\n  gates: [healthy()]',
    ),
  });
  expect(await fleet.compiled({})).toContain("staging follows head");
});

test("of several promotions at once, as many go as may be in flight, in the order of their names", async () => {
  await start("maxInFlight(1)");
  for (const cluster of ["billing", "orders"]) {
    const file = `clusters/${cluster}/cluster.ts`;
    fleet.write({ [file]: (RELEASED_FLEET[file] ?? "").replace("members: 3", "members: 5") });
  }
  await cut(fleet, "billing", "orders");
  for (const cluster of ["billing", "orders"]) pin(fleet, "prod", cluster, 2);
  expect(await fleet.compiled()).toBe("");
  const said = await gates("2026-11-11T00:00:00Z");
  expect(said).toContain("back from prod/orders: billing was promoted");
  expect(said).not.toContain("back from prod/billing");
});
