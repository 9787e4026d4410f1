import {
  allowVersions,
  type BuiltInPolicy,
  maxStorage,
  minMembers,
  oddMembers,
  requireOwner,
  requireResources,
  retainData,
} from "@grampus/dsl";
import { describe, expect, test } from "vitest";
import type { PlainObject } from "../data/plain-data.ts";
import { resolvedFleet } from "../resolve/resolve.ts";
import { fleetOf } from "../testing/random-fleet.ts";
import { policyFindings } from "./policies.ts";

const resources = { requests: { cpu: "1", memory: "1Gi" }, limits: { memory: "1Gi" } };

/** What policies say of a cluster with these settings: the code and the path, or nothing. */
function said(policies: BuiltInPolicy | readonly BuiltInPolicy[], settings: PlainObject): readonly string[] {
  const [overlay] = resolvedFleet(fleetOf(settings, {}, {}, [policies].flat())).overlays;
  if (overlay === undefined) throw new RangeError("the fleet has one overlay");
  return policyFindings([overlay]).map(({ diagnostic }) => `${diagnostic.code} ${diagnostic.path}`);
}

describe.each<[string, BuiltInPolicy, PlainObject, PlainObject, string]>([
  ["minMembers", minMembers(3), { members: 3 }, { members: 2 }, "policy/min-members spec.members"],
  ["oddMembers", oddMembers(), { members: 5 }, { members: 4 }, "policy/odd-members spec.members"],
  [
    "maxStorage",
    maxStorage("1Ti"),
    { storage: { size: "1024Gi" } },
    { storage: { size: "1.1Ti" } },
    "policy/max-storage spec.volumeClaimTemplate.spec.resources.requests.storage",
  ],
  [
    "requireOwner",
    requireOwner(),
    { owner: "team-a" },
    {},
    'policy/require-owner metadata.labels["mysql.oracle.com/owner"]',
  ],
  [
    "requireResources",
    requireResources(),
    { resources },
    { resources: { requests: resources.requests } },
    "policy/require-resources spec.resources.server",
  ],
  ["retainData", retainData(), {}, { deletionPolicy: "Delete" }, "policy/retain-data spec.deletionPolicy"],
  [
    "allowVersions",
    allowVersions("9.7"),
    { version: "9.7.4" },
    { version: "9.70" },
    "policy/allow-versions spec.version",
  ],
])("%s", (_, policy, sound, broken, finding) => {
  test("says nothing of a cluster that meets it", () => {
    expect(said(policy, sound)).toEqual([]);
  });

  test("says so of one that does not", () => {
    expect(said(policy, broken)).toEqual([finding]);
  });
});

test("a policy judges what the defaults of the API give, too", () => {
  expect(said(minMembers(5), {})).toEqual(["policy/min-members spec.members"]);
  expect(said(maxStorage("5Gi"), {})).toHaveLength(1);
});

describe("every policy of an environment judges", () => {
  const policies = [minMembers(3), oddMembers(), retainData()];

  test("not the first alone", () => {
    expect(said(policies, { members: 4, deletionPolicy: "Delete" })).toEqual([
      "policy/odd-members spec.members",
      "policy/retain-data spec.deletionPolicy",
    ]);
  });

  test("and all that are broken say so, in their order", () => {
    expect(said(policies, { members: 2, deletionPolicy: "Delete" })).toEqual([
      "policy/min-members spec.members",
      "policy/odd-members spec.members",
      "policy/retain-data spec.deletionPolicy",
    ]);
  });

  test("each finding names its own policy", () => {
    const [overlay] = resolvedFleet(fleetOf({ members: 1 }, {}, {}, [oddMembers(), minMembers(3)])).overlays;
    if (overlay === undefined) throw new RangeError("the fleet has one overlay");
    expect(policyFindings([overlay]).map(({ diagnostic }) => diagnostic.hint)).toEqual([
      expect.stringMatching(/^asked for by policies\[1\] in /),
    ]);
  });
});
