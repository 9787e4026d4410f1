import { IDENTITY_VERSION, type Identity } from "@grampus/planner";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { identityObject, readIdentity } from "./identity-record.ts";

const CLUSTER = {
  apiVersion: "mysql.oracle.com/v1alpha1",
  kind: "Cluster",
  metadata: { name: "orders", namespace: "db" },
} as const;

const record: fc.Arbitrary<Identity> = fc.record(
  {
    groupName: fc.uuid(),
    initialised: fc.boolean(),
    members: fc.array(fc.string()),
    abandonedClaims: fc.dictionary(fc.string(), fc.string(), { noNullPrototype: true }),
    bootstrap: fc.record({ member: fc.string(), serverUuid: fc.uuid() }),
  },
  { requiredKeys: ["groupName", "initialised", "members", "abandonedClaims"] },
);

function stored(text: string | undefined) {
  const metadata = { name: "orders-identity", uid: "u", resourceVersion: "7" };
  return text === undefined ? { metadata } : { metadata, data: { "identity.json": text } };
}

describe("the record of a cluster", () => {
  it("is read back as it was written", () => {
    fc.assert(
      fc.property(record, (identity) => {
        const { data } = identityObject(CLUSTER, identity);
        expect(readIdentity({ metadata: { name: "orders-identity" }, data })).toMatchObject({
          kind: "found",
          record: identity,
          version: IDENTITY_VERSION,
        });
      }),
    );
  });

  it("is absent when there is none", () => {
    expect(readIdentity(undefined)).toEqual({ kind: "absent" });
  });

  it("is known to be newer, however little else can be read", () => {
    const text = JSON.stringify({ version: IDENTITY_VERSION + 1, members: {} });
    expect(readIdentity(stored(text))).toMatchObject({ kind: "unreadable", version: IDENTITY_VERSION + 1 });
  });

  it.each([
    { title: "of before records had one", version: undefined, found: 0 },
    { title: "of a newer operator", version: IDENTITY_VERSION + 1, found: IDENTITY_VERSION + 1 },
  ])("has a version, $title", ({ version, found }) => {
    expect(readIdentity(stored(JSON.stringify({ ...good, version, later: "kept" })))).toMatchObject({
      kind: "found",
      version: found,
      record: good,
    });
  });

  const good = { groupName: "g", initialised: true, members: [], abandonedClaims: {} };
  it.each([
    { text: undefined, problem: "it lacks the key identity.json" },
    { text: "{", problem: expect.stringContaining("JSON") },
    { text: JSON.stringify({ ...good, version: "2" }), problem: "version is not a whole number" },
    { text: "[]", problem: "the record is not an object" },
    { text: JSON.stringify({ ...good, groupName: 1 }), problem: "groupName is not a text" },
    {
      text: JSON.stringify({ ...good, initialised: "yes" }),
      problem: "initialised is neither true nor false",
    },
    { text: JSON.stringify({ ...good, members: {} }), problem: "members is not a list" },
    { text: JSON.stringify({ ...good, members: [1] }), problem: "members holds what is not a text" },
    { text: JSON.stringify({ ...good, abandonedClaims: null }), problem: "abandonedClaims is not an object" },
    { text: JSON.stringify({ ...good, bootstrap: { member: "a" } }), problem: "serverUuid is not a text" },
  ])("$text is unreadable", ({ text, problem }) => {
    expect(readIdentity(stored(text))).toMatchObject({
      kind: "unreadable",
      uid: "u",
      resourceVersion: "7",
      problem,
    });
  });
});
