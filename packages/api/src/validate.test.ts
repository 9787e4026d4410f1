import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { cluster, untypedCluster } from "./testing/cluster.ts";
import { validate, validateTransition } from "./validate.ts";
import { pathText, type Violation } from "./violation.ts";

function lines(violations: readonly Violation[]): string {
  return violations
    .map(({ path, rule, message, found, allowed }) => {
      const details = [found === undefined ? "" : `found ${JSON.stringify(found)}`, allowed ?? ""];
      return [`${pathText(path)} [${rule}] ${message}`, ...details.filter((detail) => detail !== "")].join(
        "\n    ",
      );
    })
    .join("\n");
}

describe("validate", () => {
  test("accepts the seed's cluster", () => {
    const seed = readFileSync(join(import.meta.dirname, "testing/seed/cluster.yaml"), "utf8");
    const lines = ["kind: Cluster", "metadata:", "  name: mysql", "spec:", "  members: 3"];
    expect(seed.trimEnd()).toBe(["apiVersion: mysql.oracle.com/v1alpha1", ...lines].join("\n"));
    expect(validate("Cluster", { ...cluster({ members: 3 }), metadata: { name: "mysql" } })).toEqual([]);
  });

  test("says everything at once", () => {
    const wrong = untypedCluster({
      membres: 3,
      members: 10,
      version: "5.7",
      imagePullSecrets: [{ name: "pull" }],
      variables: { "max-connections": 500, server_id: 7, max_connections: true },
      volumeClaimTemplate: { spec: { volumeName: "disk-1", resources: { requests: { storage: "10Gb" } } } },
      tolerations: [{ operator: "Sometimes" }],
    });
    expect(lines(validate("Cluster", wrong))).toMatchInlineSnapshot(`
      "spec.membres [spec.unknown-field] membres is not a field of the API
          version, repository, imagePullSecret, members, abandonedMembers, baseServerId, multiMaster, maxSecondaryLag, variables, config, rootPasswordSecret, sslSecret, volumeClaimTemplate, backupVolumeClaimTemplate, deletionPolicy, deletionProtection, updateStrategy, resources, nodeSelector, affinity, tolerations, securityContext, podTemplate
      spec.imagePullSecrets [spec.unknown-field] imagePullSecrets is refused: this API spells it imagePullSecret, a list all the same
          version, repository, imagePullSecret, members, abandonedMembers, baseServerId, multiMaster, maxSecondaryLag, variables, config, rootPasswordSecret, sslSecret, volumeClaimTemplate, backupVolumeClaimTemplate, deletionPolicy, deletionProtection, updateStrategy, resources, nodeSelector, affinity, tolerations, securityContext, podTemplate
      spec.members [spec.members.maximum] the value is above 9
          found 10
          integer, 1 to 9
      spec.variables.max-connections [spec.variables.key-pattern] "max-connections" cannot be a key here
          found "max-connections"
          a variable's name has lower-case letters, digits and '_', not '-'
      spec.variables.max_connections [spec.variables.*.type] the value is not of type integer or string
          found true
          text without control characters, or an integer, at most 1024 characters
      spec.volumeClaimTemplate.spec.volumeName [spec.volumeClaimTemplate.spec.unknown-field] volumeName is refused: one volume cannot serve every member; bind volumes by selector or storage class
          accessModes, resources, storageClassName, volumeAttributesClassName, selector, volumeMode
      spec.volumeClaimTemplate.spec.resources.requests.storage [spec.volumeClaimTemplate.spec.resources.requests.storage.pattern] the value does not have the form it needs
          found "10Gb"
          a quantity such as 10Gi, 500m, 1e3 or 2, at most 33 characters
      spec.tolerations[0].operator [spec.tolerations[].operator.enum] the value is not one of those allowed
          found "Sometimes"
          "Exists" | "Equal"
      spec.version [cel:oldest-version] the oldest version is 8.0.11, the first with Group Replication and CLONE's requirements
          found "5.7"
      spec.variables.server_id [cel:operator-owned] the operator sets this variable itself: group_replication_*, identity, directories, addresses, replication, binary log and TLS are its own
          found 7
      spec.tolerations[0].key [cel:toleration-key] without a key the operator is Exists, which tolerates every taint"
    `);
  });

  test.each([
    ["no object at all", "orders"],
    ["a list", []],
    ["null", null],
  ])("%s is not a cluster", (_, object) => {
    expect(validate("Cluster", object)).not.toEqual([]);
  });

  test("a name that is too long, and one that no Service could carry", () => {
    const named = (name: string) => ({ ...cluster(), metadata: { name } });
    expect(validate("Cluster", named("n".repeat(40)))).toEqual([]);
    expect(lines(validate("Cluster", named("n".repeat(41))))).toMatchInlineSnapshot(
      `
      "metadata.name [cel:name-length] metadata.name has at most 40 characters: names of pods, Services and volumes are made from it
          found "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn""
    `,
    );
    expect(lines(validate("Cluster", named("1st")))).toMatchInlineSnapshot(
      `
      "metadata.name [cel:name-label] metadata.name is a DNS-1035 label (lower-case letters, digits and '-', a letter first): Services carry it
          found "1st""
    `,
    );
  });

  test("names that objects inherit are unknown like any other", () => {
    expect(validate("Cluster", untypedCluster({ constructor: {} }))).toMatchObject([
      { path: ["spec", "constructor"], rule: "spec.unknown-field" },
    ]);
  });

  test("an item of a list twice", () => {
    const twice = untypedCluster({ imagePullSecret: [{ name: "a" }, { name: "a" }] });
    expect(lines(validate("Cluster", twice))).toMatchInlineSnapshot(`
      "spec.imagePullSecret[1] [spec.imagePullSecret.list-map-keys] another item of the list has the same name
          found "a""
    `);
  });

  test("members of another cluster, and all members, cannot be abandoned", () => {
    const abandoned = cluster({ members: 2, abandonedMembers: ["billing-0", "orders-1"] });
    expect(lines(validate("Cluster", abandoned))).toMatchInlineSnapshot(`
      "spec.abandonedMembers [cel:abandoned-names] abandonedMembers holds names of members of this cluster: its name, '-', and an ordinal from 0 to 8
      spec.abandonedMembers [cel:abandoned-minority] at least one member must not be abandoned: it holds the data the others are rebuilt from"
    `);
  });

  test("amounts that lack their suffix", () => {
    const tiny = untypedCluster({
      version: "09.07",
      resources: { server: { requests: { memory: "16" }, limits: { memory: "512m" } } },
      volumeClaimTemplate: { spec: { resources: { requests: { storage: "1" } } } },
    });
    expect(lines(validate("Cluster", tiny))).toMatchInlineSnapshot(`
      "spec.version [spec.version.pattern] the value does not have the form it needs
          found "09.07"
          <major>.<minor> or <major>.<minor>.<patch> without leading zeros, such as 9.7 or 9.7.4, at most 11 characters
      spec.volumeClaimTemplate.spec.resources.requests.storage [cel:storage-floor] a volume has at least 1Gi: an empty server fills 200 MiB and its first binary log grows to 1 GiB; a number without a suffix counts bytes
          found "1"
      spec.resources.server.requests [cel:requests-within-limits] a request is at most the limit of the same resource
      spec.resources.server.requests.memory [cel:request-floor] a member has at least 128Mi of memory, and needs more: an idle server takes 190 MiB with the smallest settings; a number without a suffix counts bytes, and m is a thousandth
          found "16"
      spec.resources.server.limits.memory [cel:limit-floor] a member has at least 128Mi of memory, and needs more: an idle server takes 190 MiB with the smallest settings; a number without a suffix counts bytes, and m is a thousandth
          found "512m""
    `);
  });

  test("does not change what it looks at", () => {
    const object = cluster({ members: 10 });
    const before = structuredClone(object);
    validate("Cluster", object);
    expect(object).toEqual(before);
  });
});

describe("validateTransition", () => {
  test("accepts what only grows", () => {
    const before = cluster({ version: "9.7" });
    const storage = "2Ti";
    const after = cluster({
      version: "10.0",
      members: 5,
      volumeClaimTemplate: { spec: { resources: { requests: { storage } } } },
    });
    expect(validateTransition("Cluster", before, after)).toEqual([]);
  });

  test("refuses what cannot be undone or changed", () => {
    const before = {
      ...cluster({ version: "9.7", volumeClaimTemplate: { spec: { storageClassName: "fast" } } }),
      status: { dataVersion: "9.7.4" },
    };
    const storage = "9Gi";
    const after = cluster({
      version: "8.4",
      baseServerId: 2000,
      volumeClaimTemplate: {
        metadata: { name: "store" },
        spec: { storageClassName: "slow", resources: { requests: { storage } } },
      },
    });
    expect(lines(validateTransition("Cluster", before, after))).toMatchInlineSnapshot(`
      "spec.version [cel:no-downgrade] MySQL cannot go back to an older version than its data was opened with; restore a backup made with the older version into a new cluster
          found "8.4"
      spec.baseServerId [cel:immutable] baseServerId cannot change
          found 2000
      spec.volumeClaimTemplate.metadata [cel:name-immutable] metadata.name cannot change: the claims that hold the data carry it
      spec.volumeClaimTemplate.spec.storageClassName [cel:storageClassName-immutable] storageClassName cannot change
          found "slow"
      spec.volumeClaimTemplate.spec.resources.requests.storage [cel:no-shrink] a volume cannot shrink; to move to smaller volumes, restore a backup into a new cluster
          found "9Gi""
    `);
  });

  test.each([
    ["one that was written and never ran", "9.8", {}, "9.7", []],
    ["one that was written while an older one ran", "9.8", { dataVersion: "9.7.4" }, "9.7", []],
    ["a release of the series that ran", "9.8", { dataVersion: "9.7.4" }, "9.7.4", []],
    [
      "one that is not newer than what ran, and newer than the one before",
      "9.7.1",
      { dataVersion: "9.7.4" },
      "9.7.3",
      ["spec.version"],
    ],
    ["an older release than ran", "9.7.4", { dataVersion: "9.7.4" }, "9.7.3", ["spec.version"]],
    ["an older series than ran", "9.8", { dataVersion: "9.7.4" }, "8.4", ["spec.version"]],
    ["the same that is older than what ran", "9.7.3", { dataVersion: "9.7.4" }, "9.7.3", []],
  ])("a version in place of %s", (_, written, status, version, places) => {
    const before = { ...cluster({ version: written }), status };
    const violations = validateTransition("Cluster", before, cluster({ version }));
    expect(violations.map(({ path }) => pathText(path))).toEqual(places);
  });

  test("refuses other data files than there are", () => {
    const before = cluster({ variables: { innodb_page_size: 8192, max_connections: 100 } });
    const same = cluster({ variables: { innodb_page_size: "8192" } });
    expect(validateTransition("Cluster", before, same)).toEqual([]);
    expect(lines(validateTransition("Cluster", before, cluster({ variables: {} })))).toMatchInlineSnapshot(
      `"spec.variables [cel:creation-variables] data files keep the innodb_page_size and innodb_data_file_path they were made with: restore a dump into a new cluster"`,
    );
    expect(validateTransition("Cluster", cluster(), before)).toHaveLength(1);
  });

  test("a default counts as the value it stands for", () => {
    expect(validateTransition("Cluster", cluster({ baseServerId: 1000 }), cluster())).toEqual([]);
    expect(validateTransition("Cluster", cluster({ baseServerId: 1001 }), cluster())).toHaveLength(1);
  });
});
