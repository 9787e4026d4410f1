import { fields, type RuleDescription, rules } from "@grampus/api";
import { type Probe, probeAt } from "./probe.ts";
import { PROBE_NAME } from "./probe-name.ts";

/** Values at the place of a rule: what it accepts, and what it refuses. */
interface Examples {
  readonly within: readonly unknown[];
  readonly beyond: readonly unknown[];
}

const LONG_KEY = `${"a".repeat(253)}/${"B".repeat(63)}`;

const EXAMPLES: Readonly<Record<string, Examples>> = {
  "abandoned-names": {
    within: [{ spec: { abandonedMembers: [`${PROBE_NAME}-0`] } }],
    beyond: [
      { spec: { abandonedMembers: ["other-0"] } },
      { spec: { abandonedMembers: [`${PROBE_NAME}x-0`] } },
    ],
  },
  "abandoned-minority": {
    within: [
      { members: 2, abandonedMembers: [`${PROBE_NAME}-0`] },
      { members: 1, abandonedMembers: [] },
    ],
    beyond: [{ members: 1, abandonedMembers: [`${PROBE_NAME}-0`] }],
  },
  "oldest-version": {
    within: ["8.0.11", "8.0", "8.1.0", "9.0.0", "8.0.100", "10.0"],
    beyond: ["8.0.10", "5.7", "5.7.44", "7.99.999", "0.0", "8.0.0"],
  },
  "operator-owned": {
    within: [{ max_connections: 500 }, { group_concat_max_len: 2048, log_bin_trust_function_creators: "ON" }],
    beyond: [
      { server_id: 1 },
      { group_replication_group_name: "x" },
      { max_connections: 1, gtid_mode: "ON" },
    ],
  },
  "option-prefix": {
    within: [{ disabled_tls: 1 }, { loose: 1 }],
    beyond: [{ loose_group_replication_group_name: "x" }, { disable_log_bin: "ON" }, { maximum_port: 1 }],
  },
  "storage-floor": {
    within: [
      "1Gi",
      1_073_741_824,
      "1073741824",
      "1.073741824G",
      "1073741824000m",
      "1e10",
      "2e9",
      "1.5Gi",
      "2.Gi",
      "+1Gi",
    ],
    beyond: ["1", "0", "0Gi", "1G", "1023Mi", "1073741823", "1073741823999m", "9e8", "+0e5", "1k", ".9Gi"],
  },
  "request-floor": {
    within: [
      { requests: { memory: "128Mi" } },
      { requests: { memory: 134_217_728 } },
      { requests: { cpu: "1m" } },
      { limits: { cpu: 1 } },
    ],
    beyond: [
      { requests: { memory: "16" } },
      { requests: { memory: "134217727" } },
      { requests: { memory: "512m" }, limits: { memory: "1Gi" } },
    ],
  },
  "limit-floor": {
    within: [{ limits: { memory: "128Mi" } }, { limits: { memory: "0.125Gi" } }, { limits: { cpu: "1" } }],
    beyond: [{ limits: { memory: "128M" } }, { limits: { memory: 512 } }, { limits: { memory: "512k" } }],
  },
  "storage-ceiling": {
    within: ["1Pi", "1024Ti", "1125899906842624", "1.125899906P", "1.1e15"],
    beyond: ["1025Ti", "1125899906842625", "2P", "100Ei", "999999999999999999E", "1e30"],
  },
  "request-ceiling": {
    within: [{ requests: { memory: "64Ti" } }, { requests: { cpu: "1m" } }, { limits: { memory: "64Ti" } }],
    beyond: [{ requests: { memory: "65Ti" } }, { requests: { memory: "9999999Ei" } }],
  },
  "limit-ceiling": {
    within: [{ limits: { memory: "64Ti" } }, { limits: { memory: "70368744177664" } }],
    beyond: [{ limits: { memory: "70368744177665" } }, { limits: { memory: "1e30" } }],
  },
  "request-cpus": {
    within: [{ requests: { cpu: "1m" } }, { requests: { cpu: "999999m" } }, { requests: { cpu: 999 } }],
    beyond: [{ requests: { cpu: "0" } }, { requests: { cpu: 1000 } }, { requests: { cpu: "999u" } }],
  },
  "limit-cpus": {
    within: [{ limits: { cpu: "0.001" } }, { limits: { cpu: "999.999" } }, { limits: { memory: "1Gi" } }],
    beyond: [{ limits: { cpu: "1k" } }, { limits: { cpu: "2000" } }, { limits: { cpu: 0 } }],
  },
  "lone-mode": {
    within: [["ReadWriteOncePod"], ["ReadWriteOnce", "ReadWriteMany", "ReadOnlyMany"]],
    beyond: [["ReadWriteOncePod", "ReadWriteOnce"]],
  },
  "node-values": {
    within: [
      { key: "a", operator: "In", values: ["b", "c"] },
      { key: "a", operator: "Gt", values: ["1"] },
      { key: "a", operator: "DoesNotExist", values: [] },
      { key: "a", operator: "Exists" },
    ],
    beyond: [
      { key: "a", operator: "NotIn", values: [] },
      { key: "a", operator: "In" },
      { key: "a", operator: "Lt", values: ["1", "2"] },
      { key: "a", operator: "Gt" },
      { key: "a", operator: "Exists", values: ["b"] },
    ],
  },
  "label-keys": {
    within: [
      { topologyKey: "zone", matchLabelKeys: ["a"], labelSelector: { matchLabels: { b: "c" } } },
      { topologyKey: "zone", matchLabelKeys: [], mismatchLabelKeys: [] },
      { topologyKey: "zone" },
    ],
    beyond: [
      { topologyKey: "zone", matchLabelKeys: ["a"] },
      { topologyKey: "zone", mismatchLabelKeys: ["a"] },
    ],
  },
  writable: { within: [["ReadOnlyMany", "ReadWriteMany"], ["ReadWriteOncePod"]], beyond: [["ReadOnlyMany"]] },
  "values-match-operator": {
    within: [
      { key: "a", operator: "In", values: ["b"] },
      { key: "a", operator: "DoesNotExist", values: [] },
      { key: "a", operator: "Exists" },
    ],
    beyond: [
      { key: "a", operator: "NotIn", values: [] },
      { key: "a", operator: "In" },
      { key: "a", operator: "Exists", values: ["b"] },
    ],
  },
  "toleration-key": {
    within: [{ operator: "Exists" }, { key: "a" }],
    beyond: [{}, { operator: "Equal", value: "x" }],
  },
  "toleration-value": {
    within: [
      { key: "a", value: "x" },
      { key: "a", operator: "Exists", value: "" },
    ],
    beyond: [{ key: "a", operator: "Exists", value: "x" }],
  },
  "toleration-seconds": {
    within: [{ key: "a", effect: "NoExecute", tolerationSeconds: 0 }],
    beyond: [
      { key: "a", tolerationSeconds: 1 },
      { key: "a", effect: "NoSchedule", tolerationSeconds: 1 },
    ],
  },
  "localhost-profile": {
    within: [{ type: "Localhost", localhostProfile: "p" }, { type: "Unconfined" }],
    beyond: [{ type: "Localhost" }, { type: "RuntimeDefault", localhostProfile: "p" }],
  },
  "requests-within-limits": {
    within: [
      { requests: { cpu: "500m" }, limits: { cpu: "0.5" } },
      { requests: { memory: "1Gi", cpu: 9 }, limits: { memory: 1_073_741_824 } },
    ],
    beyond: [
      { requests: { cpu: "501m" }, limits: { cpu: "0.5" } },
      { requests: { memory: "1.1Gi" }, limits: { memory: "1.1G" } },
    ],
  },
  "reserved-label": {
    within: [{ team: "a", "example.com/app": "b" }],
    beyond: [{ "mysql.oracle.com/role": "primary" }, { "app.kubernetes.io/name": "x" }],
  },
  "reserved-annotation": {
    within: [{ "example.com/a": "any text" }],
    beyond: [{ "mysql.oracle.com/revision": "1" }],
  },
};

const KEY_EXAMPLES: Examples = {
  within: [{ a: "1" }, { [LONG_KEY]: "1" }, { "example.com/A_b.c-d": "1" }],
  beyond: [{ "": "1" }, { "-a": "1" }, { "a b": "1" }, { [`${LONG_KEY}b`]: "1" }, { "a/b/c": "1" }],
};

const RESOURCE_EXAMPLES: Examples = {
  within: [{ cpu: "1" }, { "ephemeral-storage": "1Gi" }, { memory: "1Gi" }],
  beyond: [{ memmory: "1Gi" }, { "": "1" }, { "hugepages-2Mi": "4Mi" }, { "example.com/gpu": 1 }],
};

const VARIABLE_EXAMPLES: Examples = {
  within: [{ a: "1" }, { [`a${"_".repeat(63)}`]: "1" }],
  beyond: [{ "max-connections": 1 }, { Max: 1 }, { "": 1 }, { [`a${"_".repeat(64)}`]: 1 }, { "1a": 1 }],
};

function examplesOf(rule: RuleDescription): Examples | undefined {
  if (rule.id !== "key-pattern") return EXAMPLES[rule.id];
  if (rule.path === "spec.variables") return VARIABLE_EXAMPLES;
  return rule.path.startsWith("spec.resources.") ? RESOURCE_EXAMPLES : KEY_EXAMPLES;
}

/** Names of rules that need an object of another name, which `name-probes` gives. */
const NAME_RULES = new Set(["name-length", "name-label"]);

/** What a violation of the rule is called. */
export function ruleName(rule: RuleDescription): string {
  if (rule.id === "key-pattern") return `${rule.path}.key-pattern`;
  const place = [rule.path, rule.at].filter((part) => part !== undefined && part !== "").join(".");
  const isKeyOfMap = fields.Cluster[`${place.slice(0, place.lastIndexOf("."))}.*`] !== undefined;
  return `${isKeyOfMap ? place.slice(0, place.lastIndexOf(".")) : place} cel:${rule.id}`;
}

/** Probes on both sides of every rule that looks at one object. */
export function ruleProbes(): readonly Probe[] {
  return rules.Cluster.filter((rule) => !rule.transition && !NAME_RULES.has(rule.id)).flatMap((rule) => {
    const examples = examplesOf(rule);
    if (examples === undefined) throw new RangeError(`rule ${rule.id} has no examples`);
    const { within, beyond } = examples;
    return [
      ...within.map((value) => probeAt(ruleName(rule), "within", rule.path, value)),
      ...beyond.map((value) => probeAt(ruleName(rule), "beyond", rule.path, value)),
    ];
  });
}
