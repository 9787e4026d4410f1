import {
  allowVersions,
  maxStorage,
  minMembers,
  oddMembers,
  type Policy,
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

/** What a policy says of a cluster with these settings: the code and the path, or nothing. */
function said(policy: Policy, settings: PlainObject): readonly string[] {
  const [overlay] = resolvedFleet(fleetOf(settings, {}, {}, [policy])).overlays;
  if (overlay === undefined) throw new RangeError("the fleet has one overlay");
  return policyFindings(overlay).map(({ diagnostic }) => `${diagnostic.code} ${diagnostic.path}`);
}

describe.each<[string, Policy, PlainObject, PlainObject, string]>([
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
