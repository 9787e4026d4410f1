import { API_VERSION, CLUSTER_KIND, type Cluster, SUPPORTED_SERIES } from "@grampus/api";
import { describe, expect, test } from "vitest";
import { memberMemory, sizesForMemory } from "./memory.ts";
import { configurationFile } from "./my-cnf.ts";
import { ownedVariables } from "./owned-variables.ts";

const NAME = "11111111-1111-4111-8111-111111111111";
const cluster: Cluster = { apiVersion: API_VERSION, kind: CLUSTER_KIND, metadata: { name: "orders" } };

describe.each(SUPPORTED_SERIES)("series %s", (series) => {
  const owned = ownedVariables(series, NAME);

  test("whole file", () => {
    const plan = { online: {}, restart: { back_log: 100 } };
    expect(
      configurationFile({ cluster, series, groupName: NAME, plan, hasUserConfiguration: false }),
    ).toMatchSnapshot();
  });

  // Each is the reason for an entry of docs/operator/configuration.md.
  test.each([
    ["super_read_only", "ON"],
    ["group_replication_start_on_boot", "OFF"],
    ["group_replication_bootstrap_group", "OFF"],
    ["group_replication_communication_stack", "MYSQL"],
    ["group_replication_ssl_mode", "VERIFY_IDENTITY"],
    ["group_replication_member_expel_timeout", 0],
    ["require_secure_transport", "ON"],
    ["gtid_mode", "ON"],
    ["enforce_gtid_consistency", "ON"],
  ])("%s is %s", (name, value) => {
    expect(owned[name]).toBe(value);
  });

  test("what a member must not change comes after what the spec says", () => {
    const plan = { online: {}, restart: { port: 3307 } };
    const file = configurationFile({ cluster, series, groupName: NAME, plan, hasUserConfiguration: true });
    expect(file.lastIndexOf("port=3306")).toBeGreaterThan(file.indexOf("port=3307"));
  });
});

test("only 8.4 is told the binary log's format", () => {
  expect(ownedVariables("8.4", NAME).binlog_format).toBe("ROW");
  expect(ownedVariables("9.7", NAME).binlog_format).toBeUndefined();
});

const GI = 1024 ** 3;
test.each([
  [undefined, undefined, 128],
  ["512Mi", 64, 128],
  ["768Mi", 128, 128],
  ["1Gi", 512, 128],
  ["4Gi", 2_048, 512],
  ["64Gi", 32_768, 1_024],
])("with %s of memory: a buffer pool of %s MiB and a message cache of %s MiB", (memory, pool, cache) => {
  const limits = memory === undefined ? {} : { memory };
  const bytes = memberMemory({ ...cluster, spec: { resources: { server: { limits } } } });
  const sizes = sizesForMemory(bytes);
  expect(sizes.innodb_buffer_pool_size).toBe(pool === undefined ? undefined : pool * 1024 ** 2);
  expect(sizes.group_replication_message_cache_size).toBe(cache * 1024 ** 2);
  expect(Number(sizes.innodb_buffer_pool_size ?? 0)).toBeLessThan(bytes ?? GI);
});
