import { API_VERSION, CLUSTER_KIND, type ClusterSpec, REVISION_ANNOTATION } from "@grampus/api";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clusterObjects } from "../cluster/cluster-objects.ts";
import { DEFAULT_PLATFORM, type Platform } from "../platform.ts";
import { TEMPLATE_PARTS_ANNOTATION, templateDifference } from "./template-parts.ts";

interface Made {
  readonly revision: string;
  readonly parts: string;
}

function made(spec: ClusterSpec, platform: Platform = DEFAULT_PLATFORM, userConfiguration?: string): Made {
  const { annotations = {} } = clusterObjects({
    cluster: {
      apiVersion: API_VERSION,
      kind: CLUSTER_KIND,
      metadata: { name: "orders", namespace: "shop", uid: "u" },
      spec,
    },
    series: "9.7",
    groupName: "g",
    replicas: 3,
    platform,
    ...(userConfiguration === undefined ? {} : { userConfiguration }),
  }).statefulSet.spec.template.metadata;
  return {
    revision: annotations[REVISION_ANNOTATION] ?? "",
    parts: annotations[TEMPLATE_PARTS_ANNOTATION] ?? "",
  };
}

const CHANGES: readonly (readonly [before: ClusterSpec, after: ClusterSpec, reasons: readonly string[]])[] = [
  [{ version: "9.7.3" }, { version: "9.7.4" }, ["image"]],
  [{}, { repository: "mirror.example/mysql" }, ["image"]],
  [{ variables: { back_log: 100 } }, { variables: { back_log: 200 } }, ["variable back_log"]],
  [{ variables: { back_log: 100 } }, {}, ["variable back_log"]],
  [{}, { resources: { server: { limits: { cpu: 2 } } } }, ["resources"]],
  [{}, { resources: { server: { limits: { memory: "4Gi" } } } }, ["resources", "operator's options"]],
  [{}, { nodeSelector: { disk: "fast" } }, ["node selector"]],
  [{}, { tolerations: [{ operator: "Exists" }] }, ["tolerations"]],
  [{}, { podTemplate: { metadata: { labels: { team: "a" } } } }, ["labels"]],
  [{}, { podTemplate: { metadata: { annotations: { team: "a" } } } }, ["annotations"]],
  [{}, { podTemplate: { priorityClassName: "high" } }, ["priority class"]],
  [{}, { sslSecret: { name: "mine" } }, ["volumes"]],
  [{}, { imagePullSecret: [{ name: "pull" }] }, ["image pull secret"]],
  [{}, { securityContext: { runAsUser: 7 } }, ["security context"]],
  [{}, { baseServerId: 5000 }, ["environment"]],
];

describe("what a template is made of", () => {
  test.each(CHANGES)("%j to %j", (before, after, reasons) => {
    expect(templateDifference(made(before).parts, made(after).parts)).toEqual({ reasons, origin: "spec" });
  });

  test("the file of spec.config is a person's", () => {
    const config = { config: { name: "mine" } } as const;
    const before = made(config, DEFAULT_PLATFORM, "a=1\n");
    const after = made(config, DEFAULT_PLATFORM, "a=2\n");
    expect(templateDifference(before.parts, after.parts)).toEqual({
      reasons: ["file of spec.config"],
      origin: "spec",
    });
  });

  test("another platform is not the spec's", () => {
    const openshift = made({}, { ...DEFAULT_PLATFORM, kind: "openshift" });
    expect(templateDifference(made({}).parts, openshift.parts)).toEqual({
      reasons: ["security context"],
      origin: "operator",
    });
  });

  describe("of another operator", () => {
    const now = made({ variables: { back_log: 100 } }).parts;
    const without = (...names: readonly string[]): string =>
      JSON.stringify(
        Object.fromEntries(Object.entries(JSON.parse(now)).filter(([name]) => !names.includes(name))),
      );
    test("a part that only one of them knows is the operator's, whatever of the spec it follows", () => {
      expect(templateDifference(without("image"), now)).toEqual({ reasons: ["image"], origin: "operator" });
      expect(templateDifference(now, without("image"))).toEqual({ reasons: ["image"], origin: "operator" });
    });
    test("a variable that needs a restart for one of them is the operator's while the spec says the same", () => {
      const reasons = ["variable back_log"];
      const parts: Record<string, readonly string[]> = JSON.parse(now);
      const [absent = ""] = parts["node selector"] ?? [];
      const online = { ...parts, "variable back_log": [absent, parts["variable back_log"]?.[1]] };
      expect(templateDifference(JSON.stringify(online), now)).toEqual({ reasons, origin: "operator" });
      expect(templateDifference(without(...reasons), now)).toEqual({ reasons, origin: "spec" });
    });
    test("a part that is not there is no reason", () => {
      expect(templateDifference(without("node selector"), now)).toEqual({ reasons: [], origin: "operator" });
    });
  });

  test.each([undefined, "", "{", "null", "[]", "{}"])("%j tells nothing", (before) => {
    expect(templateDifference(before, made({}).parts)).toEqual({ reasons: [], origin: "operator" });
  });

  test("a pod that is to be restarted has a reason, and one that is not has none", () => {
    const spec = fc.constantFrom(...CHANGES.map(([before]) => before), ...CHANGES.map(([, after]) => after));
    const platform = fc.constantFrom<Platform>(
      DEFAULT_PLATFORM,
      { kind: "openshift", clusterDomain: "cluster.local" },
      { kind: "kubernetes", clusterDomain: "example.org" },
    );
    const config = fc.option(fc.constantFrom("a=1\n", "b=2\n"), { nil: undefined });
    const template = fc
      .tuple(fc.tuple(spec, spec), platform, config)
      .map(([[one, two], where, file]) =>
        made({ ...one, ...two, ...(file === undefined ? {} : { config: { name: "mine" } }) }, where, file),
      );
    fc.assert(
      fc.property(template, template, (before, after) => {
        const { reasons } = templateDifference(before.parts, after.parts);
        expect(reasons.length > 0).toBe(before.revision !== after.revision);
      }),
      { numRuns: 300 },
    );
  });
});
