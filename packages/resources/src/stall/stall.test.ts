import {
  API_VERSION,
  CLUSTER_KIND,
  type Cluster,
  type ClusterSpec,
  pathText,
  withDefaults,
} from "@grampus/api";
import { describe, expect, test } from "vitest";
import { specStalls, stallText, upgradeStall } from "./index.ts";

function cluster(spec: ClusterSpec): Cluster {
  return withDefaults({ apiVersion: API_VERSION, kind: CLUSTER_KIND, metadata: { name: "orders" }, spec });
}

function said(spec: ClusterSpec): readonly string[] {
  return specStalls(cluster(spec)).map(
    (stall) => `${pathText(stall.path)} ${stall.reason}: ${stallText(stall)}`,
  );
}

test.each<readonly [string, ClusterSpec]>([
  ["nothing said", {}],
  ["a series", { version: "8.4" }],
  ["a release", { version: "9.7.4" }],
  ["one primary", { multiMaster: false }],
  ["variables of an option file", { variables: { max_connections: 500, innodb_page_size: 8192 } }],
])("%s: nothing stalls", (_, spec) => {
  expect(said(spec)).toEqual([]);
});

test.each(["8.0", "8.0.42", "9.6.1", "9.8", "9.70", "99.99", "10.0"])(
  "MySQL %s does not run here",
  (version) => {
    expect(said({ version })).toEqual([
      `spec.version VersionUnsupported: spec.version is ${version}; this operator runs MySQL 8.4 and 9.7. Set it to 8.4 or 9.7; a version that no member ran can be taken back.`,
    ]);
  },
);

test("everything at once, each at its place", () => {
  const wrong = {
    multiMaster: true,
    version: "9.7",
    variables: { max_conections: 500, max_connections: 500, foreign_key_checks: "OFF" },
    securityContext: { runAsNonRoot: false, runAsUser: 0 },
  };
  expect(said(wrong).join("\n")).toMatchInlineSnapshot(`
    "spec.multiMaster MultiMasterUnsupported: spec.multiMaster is true; this operator runs groups with one primary. Set it to false: writes on several members conflict instead of waiting.
    spec.variables.foreign_key_checks VariableUnknown: spec.variables names foreign_key_checks, which MySQL 9.7 does not take from an option file; a member would not start. Remove it: sessions set it for themselves.
    spec.variables.max_conections VariableUnknown: spec.variables names max_conections, which MySQL 9.7 does not have; a member would not start. Did you mean max_connections?
    spec.securityContext.runAsNonRoot SecurityContextForbidden: spec.securityContext.runAsNonRoot is false; members run under Pod Security restricted, as their Namespace asks. Leave it out, or set it to what restricted allows: true.
    spec.securityContext.runAsUser SecurityContextForbidden: spec.securityContext.runAsUser is 0; members run under Pod Security restricted, as their Namespace asks. Leave it out, or set it to what restricted allows: 1 or more."
  `);
});

describe("Pod Security restricted", () => {
  test("what compile writes on both platforms is allowed", () => {
    expect(
      said({
        securityContext: {
          runAsNonRoot: true,
          runAsUser: 999,
          runAsGroup: 0,
          fsGroup: 0,
          supplementalGroups: [0],
          fsGroupChangePolicy: "OnRootMismatch",
          seccompProfile: { type: "RuntimeDefault" },
          appArmorProfile: { type: "Localhost", localhostProfile: "mysql" },
          seLinuxOptions: { level: "s0:c123,c456", type: "container_t" },
          sysctls: [{ name: "net.ipv4.tcp_keepalive_time", value: "60" }],
        },
      }),
    ).toEqual([]);
  });

  test("what it forbids", () => {
    const stalls = specStalls(
      cluster({
        securityContext: {
          runAsNonRoot: false,
          runAsUser: 0,
          seccompProfile: { type: "Unconfined" },
          appArmorProfile: { type: "Unconfined" },
          seLinuxOptions: { user: "root", role: "sysadm_r", type: "spc_t" },
          sysctls: [
            { name: "net.ipv4.tcp_keepalive_time", value: "60" },
            { name: "net.core.somaxconn", value: "1024" },
          ],
        },
      }),
    );
    expect(
      stalls.map(({ path, found, allowed }) => `${pathText(path)} = ${found}; ${allowed}`).join("\n"),
    ).toMatchInlineSnapshot(`
      "spec.securityContext.runAsNonRoot = false; true
      spec.securityContext.runAsUser = 0; 1 or more
      spec.securityContext.seccompProfile.type = Unconfined; RuntimeDefault or Localhost
      spec.securityContext.appArmorProfile.type = Unconfined; RuntimeDefault or Localhost
      spec.securityContext.seLinuxOptions.type = spc_t; container_t, container_init_t, container_kvm_t, container_engine_t
      spec.securityContext.seLinuxOptions.user = root; no value
      spec.securityContext.seLinuxOptions.role = sysadm_r; no value
      spec.securityContext.sysctls[1].name = net.core.somaxconn; kernel.shm_rmid_forced, net.ipv4.ip_local_port_range, net.ipv4.ip_local_reserved_ports, net.ipv4.ip_unprivileged_port_start, net.ipv4.ping_group_range, net.ipv4.tcp_fin_timeout, net.ipv4.tcp_keepalive_intvl, net.ipv4.tcp_keepalive_probes, net.ipv4.tcp_keepalive_time, net.ipv4.tcp_rmem, net.ipv4.tcp_syncookies, net.ipv4.tcp_wmem"
    `);
  });
});

describe("another series than the one that ran", () => {
  test.each<readonly [string, readonly string[], string]>([
    ["9.7", [], "9.7"],
    ["9.7", ["9.7.3", "9.7.4"], "9.7.4"],
    ["9.8", ["9.8"], "9.7"],
    ["9.7", ["9.7.4"], "9.8"],
  ])("%s, ran %j, asked for %s: nothing to say of the change", (_, ran, version) => {
    expect(upgradeStall(cluster({ version }), ran)).toBeUndefined();
  });

  test("an upgrade and a way back are for a new cluster", () => {
    const stalls = [
      upgradeStall(cluster({ version: "9.7" }), ["8.4.6"]),
      upgradeStall(cluster({ version: "8.4" }), ["9.7"]),
    ];
    expect(
      stalls.flatMap((stall) => (stall === undefined ? [] : stallText(stall))).join("\n"),
    ).toMatchInlineSnapshot(`
      "the cluster runs MySQL 8.4 and spec.version is 9.7; this operator does not change the series of a cluster. Set it to a release of 8.4; to change the series, load a dump into a new cluster.
      the cluster runs MySQL 9.7 and spec.version is 8.4; this operator does not change the series of a cluster. Set it to a release of 9.7; to change the series, load a dump into a new cluster."
    `);
  });
});
