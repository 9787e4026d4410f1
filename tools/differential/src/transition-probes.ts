import { rules } from "@grampus/api";
import type { JsonObject } from "./json.ts";
import { probeAt } from "./probe.ts";
import { ruleName } from "./rule-probes.ts";

/** Two objects, the second in place of the first. */
export interface Transition {
  readonly rule: string;
  readonly side: "within" | "beyond";
  readonly before: JsonObject;
  readonly after: JsonObject;
}

type Pair = readonly [unknown, unknown];

interface PairExamples {
  readonly within: readonly Pair[];
  readonly beyond: readonly Pair[];
}

function optionalField(name: string, value: unknown, other?: unknown): PairExamples {
  const [absent, present] = [{}, { [name]: value }];
  const changed: readonly Pair[] = other === undefined ? [] : [[present, { [name]: other }]];
  return {
    within: [
      [absent, absent],
      [present, present],
    ],
    beyond: [[absent, present], [present, absent], ...changed],
  };
}

function withVariable(name: string, value: unknown): JsonObject {
  return { variables: { [name]: value } };
}

const EXAMPLES: Readonly<Record<string, PairExamples>> = {
  "no-downgrade": {
    within: [
      ["9.7", "9.7"],
      ["9.7", "9.7.4"],
      ["9.7.4", "9.7"],
      ["9.7.4", "9.7.4"],
      ["8.0.11", "8.0.12"],
      ["8.0.99", "8.1.0"],
      ["8.4.9", "9.0"],
      ["9.999.999", "10.0.0"],
    ],
    beyond: [
      ["9.7", "9.6"],
      ["9.7.4", "9.7.3"],
      ["9.0", "8.4"],
      ["8.1.0", "8.0.99"],
      ["10.0", "9.999.999"],
    ],
  },
  "no-shrink": {
    within: [
      ["10Gi", "10Gi"],
      ["10Gi", "10240Mi"],
      ["10Gi", "10.001Gi"],
      ["1Ki", 1024],
      [1024, "1025"],
      ["1e3", "1k"],
      ["1n", "1e-10"],
      ["100Ei", "8Ei"],
      ["8Ei", "100Ei"],
      ["1.5Gi", "1536Mi"],
      ["+1", "1000m"],
      ["100Ei", "999999999999999999E"],
    ],
    beyond: [
      ["10Gi", "10239Mi"],
      ["10Gi", "10G"],
      [1024, 1023],
      ["1k", "999"],
      ["2n", "1n"],
      ["100E", "100Ei"],
      ["999999999999999999E", "100Ei"],
      ["1.5Gi", "1535.999Mi"],
      ["1", "999999999n"],
    ],
  },
  "name-immutable": {
    within: [
      [{}, {}],
      [{}, { metadata: {} }],
      [{ metadata: { name: "data" } }, { metadata: { name: "data", labels: { a: "b" } } }],
    ],
    beyond: [
      [{}, { metadata: { name: "data" } }],
      [{ metadata: { name: "data" } }, {}],
      [{ metadata: { name: "data" } }, { metadata: { name: "store" } }],
    ],
  },
  "creation-variables": {
    within: [
      [{}, {}],
      [{}, { variables: { sort_buffer_size: 32768 } }],
      [withVariable("innodb_page_size", 8192), { variables: { innodb_page_size: 8192, max_connections: 5 } }],
      [withVariable("innodb_page_size", 8192), withVariable("innodb_page_size", "8192")],
      [withVariable("innodb_data_file_path", "a:12M"), withVariable("innodb_data_file_path", "a:12M")],
    ],
    beyond: [
      [{}, withVariable("innodb_page_size", 8192)],
      [withVariable("innodb_page_size", 8192), {}],
      [withVariable("innodb_page_size", 8192), withVariable("innodb_page_size", 4096)],
      [
        withVariable("innodb_data_file_path", "a:12M"),
        withVariable("innodb_data_file_path", "a:12M:autoextend"),
      ],
    ],
  },
  "root-password-immutable": optionalField("rootPasswordSecret", { name: "mine" }, { name: "other" }),
  "storageClassName-immutable": optionalField("storageClassName", "fast", "slow"),
  "volumeMode-immutable": optionalField("volumeMode", "Filesystem"),
  "selector-immutable": optionalField(
    "selector",
    { matchLabels: { disk: "a" } },
    { matchLabels: { disk: "b" } },
  ),
};

const IMMUTABLE_EXAMPLES: Readonly<Record<string, PairExamples>> = {
  baseServerId: {
    within: [
      [1000, 1000],
      [1, 1],
    ],
    beyond: [
      [1000, 1001],
      [1, 1000],
    ],
  },
  accessModes: {
    within: [[["ReadWriteOnce"], ["ReadWriteOnce"]]],
    beyond: [
      [["ReadWriteOnce"], ["ReadWriteOncePod"]],
      [["ReadWriteOnce"], ["ReadWriteOnce", "ReadWriteMany"]],
    ],
  },
};

function examplesOf(id: string, path: string): PairExamples {
  const examples = id === "immutable" ? IMMUTABLE_EXAMPLES[path.split(".").at(-1) ?? ""] : EXAMPLES[id];
  if (examples === undefined) throw new RangeError(`transition rule ${id} at ${path} has no examples`);
  return examples;
}

/** Transitions on both sides of every rule that compares two objects. */
export function transitionProbes(): readonly Transition[] {
  return rules.Cluster.filter((rule) => rule.transition).flatMap((rule) => {
    const { within, beyond } = examplesOf(rule.id, rule.path);
    const transition = (side: Transition["side"], [before, after]: Pair): Transition => ({
      rule: ruleName(rule),
      side,
      before: probeAt(rule.id, side, rule.path, before).body,
      after: probeAt(rule.id, side, rule.path, after).body,
    });
    return [
      ...within.map((pair) => transition("within", pair)),
      ...beyond.map((pair) => transition("beyond", pair)),
    ];
  });
}
