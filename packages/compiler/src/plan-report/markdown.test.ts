import { API_VERSION, CLUSTER_KIND, type ClusterSpec, normalize } from "@grampus/api";
import { expect, test } from "vitest";
import { plainCopy } from "../data/plain-copy.ts";
import { isCluster } from "../plan/built-states.ts";
import { planCodes } from "../plan/diagnostics.ts";
import { type ClusterChange, type FleetPlan, plannedClusters, planOfFleet } from "../plan/fleet-plan.ts";
import type { ClusterState } from "../plan/played.ts";
import { planDiagnostics } from "./failure.ts";
import { planMarkdown, refusalMarkdown } from "./markdown.ts";
import { planText } from "./text.ts";

function state(name: string, spec: ClusterSpec): ClusterState {
  const stated = { apiVersion: API_VERSION, kind: CLUSTER_KIND, metadata: { name, namespace: "shop" }, spec };
  const cluster = plainCopy(normalize(plainCopy(stated)));
  if (!isCluster(cluster, name)) throw new TypeError("no Cluster");
  return { cluster, objects: [] };
}

function change(cluster: string, before?: ClusterSpec, after?: ClusterSpec): ClusterChange {
  return {
    environment: "prod",
    cluster,
    identity: { target: "prod", namespace: "shop", name: cluster },
    ...(before === undefined ? {} : { before: state(cluster, before) }),
    ...(after === undefined ? {} : { after: state(cluster, after) }),
  };
}

function fleetPlan(changes: readonly ClusterChange[], more: Partial<FleetPlan> = {}): FleetPlan {
  const clusters = plannedClusters(changes);
  const parts = {
    base: "main",
    head: "the working tree",
    operators: [],
    deliveries: [],
    unchanged: 7,
    idle: [],
    diagnostics: [],
  };
  return { ...planOfFleet({ ...parts, clusters }), ...more };
}

const restart = { variables: { back_log: 90 } };

test("verdict, table, details, and a picture where members come or go", () => {
  const plan = fleetPlan([
    change("billing", {}, restart),
    change("orders", {}, restart),
    change("shop", { members: 3 }, { members: 5 }),
    change("new", undefined, { members: 1 }),
    change("old", { members: 1 }),
    change("stuck", {}, { multiMaster: true }),
  ]);
  expect(planMarkdown(plan, planDiagnostics(plan))).toMatchSnapshot();
});

test("nothing to tell is one sentence", () => {
  expect(planMarkdown(fleetPlan([]), [])).toBe(
    "<!-- grampus plan -->\n### Plan: nothing changes\n\nFrom <code>main</code> to <code>the working tree</code>.\n",
  );
});

const HOSTILE = [
  "@everyone",
  "</code></details><script>alert(1)</script>",
  "a | b | c",
  "``` \n```\n# title\n```",
  "![x](https://evil.example/x.png)",
  "\u202etxt.exe",
  "<!-- grampus plan -->",
];

test("values from definitions are neither Markdown nor HTML nor mentions", () => {
  const annotations = (index: number) => ({
    podTemplate: {
      metadata: { annotations: { "example.com/a": HOSTILE[index] ?? "", [`example.com/${index}`]: "x" } },
    },
  });
  const plan = fleetPlan(
    HOSTILE.map((_, index) => change(`orders${index}`, {}, annotations(index))),
    { base: "@team/`x`", idle: ["clusters/<b>@all</b>/cluster.ts"] },
  );
  const diagnostics = HOSTILE.map((text) => planCodes.create("risk", { subject: "prod/orders", text }));
  const text = planMarkdown(plan, diagnostics);
  const outside = text
    .replaceAll(/^(`{3,})(?:text|mermaid)\n[\s\S]*?\n\1$/gm, "")
    .replaceAll(/<code>[A-Za-z0-9 .,:;/()=+→…&#-]*<\/code>/g, "");
  for (const sign of ["@", "<script", "![", "# title", "</code>", "\u202e", "`x`"])
    expect(outside).not.toContain(sign);
  expect(outside.match(/<!--/g)).toHaveLength(1);
  expect(outside.match(/<details>/g)).toHaveLength(outside.match(/<\/details>/g)?.length ?? -1);
  const rows = outside.split("\n").filter((line) => line.startsWith("| "));
  expect(new Set(rows.map((row) => row.split("|").length))).toEqual(new Set([11]));
  expect(refusalMarkdown(diagnostics)).not.toMatch(/@|<script|!\[/);
  expect(planText(plan)).not.toMatch(/\u202e/);
});

test("a comment is never too long, says what it lacks, and where that is", () => {
  const many = Array.from({ length: 300 }, (_, index) =>
    change(
      `orders${index}`,
      {},
      { volumeClaimTemplate: { metadata: { labels: { team: `team-${index}` } } } },
    ),
  );
  const plan = fleetPlan(many, { idle: many.map(({ cluster }) => `clusters/${cluster}/cluster.ts`) });
  const diagnostics = many.map(({ cluster: subject }) =>
    planCodes.create("risk", { subject, text: "x".repeat(400) }),
  );
  const text = planMarkdown(plan, diagnostics, { artefact: "plan.md" });
  expect(text.length).toBeLessThanOrEqual(60_000);
  expect(text.length).toBeGreaterThan(50_000);
  expect(text.split("\n").at(-2)).toMatch(
    /^Cut: \d+ messages not shown, \d+ rows not shown, \d+ definitions not shown, \d+ details not shown\. The whole plan is in <code>plan\.md<\/code>\.$/,
  );
  expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
  const whole = planMarkdown(plan, diagnostics, { longest: Number.POSITIVE_INFINITY });
  expect(whole).not.toContain("Cut:");
  expect(whole.match(/<details>/g)).toHaveLength(300);
});

test("the same plan gives the same bytes", () => {
  const text = () => planMarkdown(fleetPlan([change("orders", {}, restart)]), []);
  expect(text()).toBe(text());
});
