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

/** A version that was written, the newest that a member ran, and the version that takes the place of the first. */
function versions(written: string, ran: string | undefined, version: string): Pair {
  const status = ran === undefined ? {} : { status: { dataVersion: ran } };
  return [{ spec: { version: written }, ...status }, { spec: { version } }];
}

const EXAMPLES: Readonly<Record<string, PairExamples>> = {
  "no-downgrade": {
    within: [
      versions("9.7", undefined, "8.4"),
      versions("9.8", "9.7.4", "9.7"),
      versions("99.99", "9.7.4", "9.7.4"),
      versions("9.7", "9.7.4", "9.7"),
      versions("9.7.3", "9.7.4", "9.7.3"),
      versions("9.7.4", "9.7.4", "9.7"),
      versions("9.7", "9.7", "9.7.0"),
      versions("8.0.11", "8.0.11", "8.0.12"),
      versions("8.0.99", "8.0.99", "8.1.0"),
      versions("8.4.9", "8.4.9", "9.0"),
      versions("9.999.999", "9.999.999", "10.0.0"),
    ],
    beyond: [
      versions("9.7", "9.7.4", "9.6"),
      versions("9.7.4", "9.7.4", "9.7.3"),
      versions("9.7", "9.7.4", "9.7.3"),
      versions("9.7.1", "9.7.4", "9.7.3"),
      versions("9.8", "9.7.4", "8.4"),
      versions("9.0", "9.0.1", "8.4"),
      versions("8.1.0", "8.1.0", "8.0.99"),
      versions("10.0", "10.0.0", "9.999.999"),
    ],
  },
  "no-shrink": {
    within: [
      ["10Gi", "10Gi"],
      ["10Gi", "10240Mi"],
      ["10Gi", "10.001Gi"],
      ["1048576Ki", 1_073_741_824],
      [1_073_741_824, "1073741825"],
      ["2e9", "2G"],
      ["1500000000.000000001", "1500000000.000000002"],
      ["1.5Gi", "1536Mi"],
      ["+2G", "2000000000000m"],
    ],
    beyond: [
      ["11Gi", "11263Mi"],
      ["11Gi", "11G"],
      [1_073_741_825, 1_073_741_824],
      ["2G", "1999999999"],
      ["1073741824.000000002", "1073741824.000000001"],
      ["1.5Gi", "1535.999Mi"],
      ["2000000000", "1999999999.999999999"],
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
