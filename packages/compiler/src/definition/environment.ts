import type { EnvironmentDefinition, Platform } from "@grampus/dsl";
import { OPERATOR_NAMESPACE } from "@grampus/resources";
import type { PlainObject, PlainValue } from "../data/plain-data.ts";
import { isMap } from "../data/plain-data.ts";
import { typeText, valueText } from "../data/value-text.ts";
import type { Finding } from "../findings/finding.ts";
import { type Follows, followed } from "../fleet/follows.ts";
import type { LoadedDefinition } from "../load/definitions.ts";
import { checkedDelivery } from "./delivery.ts";
import { definitionCodes } from "./diagnostics.ts";
import type { EnvironmentEntry } from "./entries.ts";
import { environmentClusters, type KnownClusters } from "./environment-clusters.ts";
import { checkedExceptions } from "./exceptions.ts";
import { checkedGates } from "./gates.ts";
import { manifestsFindings } from "./manifests.ts";
import { isDnsLabel, nameFindings } from "./names.ts";
import { checkedOperator } from "./operator.ts";
import { checkedOwners } from "./owners.ts";
import { checkedPolicies, policyName } from "./policies.ts";
import { policyExceptions } from "./policy-exceptions.ts";
import { checkedRings } from "./rings.ts";
import { settingsFindings, unknownFieldFinding } from "./settings.ts";

const OWNER = "an environment definition";
const PLATFORMS: readonly string[] = ["kubernetes", "openshift"] satisfies readonly Platform["kind"][];

const FOLLOWS: readonly string[] = ["head", "releases"] satisfies readonly Follows[];

const TYPE_TEXTS = { text: "a string", map: "an object", list: "a list", any: "a value" } as const;

interface Field {
  readonly type: keyof typeof TYPE_TEXTS;
  readonly isRequired: boolean;
  /** What to write, where the type alone does not say it. */
  readonly written?: string;
}

/** Each field of an environment with the type of its value, in the order messages list them. */
const FIELDS: Readonly<Record<keyof EnvironmentDefinition, Field>> = {
  name: { type: "text", isRequired: true },
  after: { type: "text", isRequired: false },
  follows: { type: "text", isRequired: false, written: '"head" or "releases"' },
  rings: {
    type: "map",
    isRequired: false,
    written: 'an object of lists of clusters: { canary: ["orders"] }',
  },
  namespace: { type: "any", isRequired: true },
  target: { type: "text", isRequired: false },
  operator: { type: "any", isRequired: false },
  delivery: { type: "any", isRequired: false },
  platform: { type: "map", isRequired: true, written: "kubernetes() or openshift()" },
  defaults: { type: "map", isRequired: false },
  manifests: { type: "map", isRequired: false, written: "an object of objects by file name" },
  owners: { type: "list", isRequired: false, written: 'a list of owners: ["@acme/team-dba"]' },
  gates: { type: "list", isRequired: false, written: 'a list of gates: [soak("48h"), healthy()]' },
  policies: { type: "list", isRequired: false, written: "a list of policies: [minMembers(3), retainData()]" },
  exceptions: {
    type: "list",
    isRequired: false,
    written:
      'a list: [exception({ cluster: "orders", policy: "min-members", because: "...", until: "2027-03-31" })]',
  },
  clusters: { type: "map", isRequired: true, written: "an object of clusters: { orders }" },
  retired: {
    type: "map",
    isRequired: false,
    written: 'an object of reasons: { orders: "replaced by shop" }',
  },
  ahead: { type: "map", isRequired: false, written: 'an object of reasons: { orders: "tried here first" }' },
};

function hasType(value: PlainValue, type: keyof typeof TYPE_TEXTS): boolean {
  if (type === "any") return true;
  if (type === "text") return typeof value === "string";
  return type === "list" ? Array.isArray(value) : isMap(value);
}

function formFindings(file: string, data: PlainObject): readonly Finding[] {
  const unknown = Object.keys(data)
    .filter((key) => !Object.hasOwn(FIELDS, key))
    .map((key) => unknownFieldFinding({ file, at: [], owner: OWNER }, [key], Object.keys(FIELDS)));
  const wrong = Object.entries(FIELDS).flatMap(
    ([field, { type, isRequired, written }]): readonly Finding[] => {
      const value = data[field];
      if (field === "name") return [];
      if (value === undefined) {
        if (!isRequired) return [];
        const diagnostic = definitionCodes.create("missing-field", { field, owner: OWNER }, { path: field });
        return [{ diagnostic, place: { file, path: [], part: "value" } }];
      }
      if (hasType(value, type)) return [];
      const occurrence = {
        path: field,
        found: `${typeText(value)}: ${valueText(value)}`,
        allowed: written ?? TYPE_TEXTS[type],
      };
      return [
        {
          diagnostic: definitionCodes.create("wrong-type", { field }, occurrence),
          place: { file, path: [field], part: "value" },
        },
      ];
    },
  );
  return [...unknown, ...wrong];
}

function unsupported(file: string, field: string, value: PlainValue | undefined, allowed: string): Finding {
  return {
    diagnostic: definitionCodes.create(
      "unsupported-value",
      { field },
      { path: field, found: valueText(value), allowed },
    ),
    place: { file, path: field.split("."), part: "value" },
  };
}

function text(data: PlainObject, field: string): string | undefined {
  const value = data[field];
  return typeof value === "string" ? value : undefined;
}

function map(value: PlainValue | undefined): PlainObject {
  return isMap(value) ? value : {};
}

/** The name in a `namespace`, which is a text or `sharedNamespace(...)`. */
function namespaceName({ namespace }: PlainObject): string | undefined {
  const name = isMap(namespace) && namespace.kind === "shared-namespace" ? namespace.name : namespace;
  return typeof name === "string" ? name : undefined;
}

function valueFindings(file: string, data: PlainObject): readonly Finding[] {
  const findings: Finding[] = [];
  const namespace = namespaceName(data);
  if (namespace === undefined && data.namespace !== undefined) {
    const allowed = 'a name, or sharedNamespace("...")';
    findings.push(unsupported(file, "namespace", data.namespace, allowed));
  }
  for (const [field, name] of Object.entries({ namespace, target: text(data, "target") })) {
    if (name === undefined || isDnsLabel(name, 63)) continue;
    const allowed = "lower-case letters, digits and -, starting with a letter, at most 63 characters";
    findings.push({
      diagnostic: definitionCodes.create(
        "invalid-name",
        { what: `the ${field}` },
        { path: field, found: valueText(name), allowed },
      ),
      place: { file, path: [field], part: "value" },
    });
  }
  if (namespace !== undefined && (namespace.startsWith("kube-") || namespace === OPERATOR_NAMESPACE)) {
    const allowed = "a namespace of the environment's own";
    findings.push(unsupported(file, "namespace", namespace, allowed));
  }
  const platform = map(data.platform).kind;
  if (
    isMap(data.platform) &&
    (!PLATFORMS.includes(String(platform)) || !isMap(map(data.platform).settings))
  ) {
    findings.push(unsupported(file, "platform", data.platform, "kubernetes() or openshift()"));
  }
  const { follows = "head" } = data;
  if (typeof follows === "string" && !FOLLOWS.includes(follows)) {
    findings.push(unsupported(file, "follows", follows, '"head" or "releases"'));
  }
  if (isMap(data.manifests)) findings.push(...manifestsFindings(data.manifests, file, ["manifests"]));
  for (const layer of ["platform.settings", "defaults"]) {
    const at = layer.split(".");
    const settings = at.reduce<PlainValue | undefined>((value, key) => map(value)[key], data);
    if (!isMap(settings)) continue;
    const owner = "the defaults of an environment";
    findings.push(
      ...settingsFindings(settings, { file, at, owner, onlyOverridable: true, hasLayersBelow: true }),
    );
  }
  return findings;
}

/** Where an environment's clusters are. */
function place(data: PlainObject, folder: string): Pick<EnvironmentEntry, "namespace" | "target"> {
  return { namespace: namespaceName(data) ?? "", target: text(data, "target") ?? folder };
}

/**
 * Checks the form of an environment definition and of the clusters it lists.
 *
 * @param known what an environment may list
 * @param findings gets what is wrong
 */
export function checkedEnvironment(
  definition: LoadedDefinition,
  known: KnownClusters,
  findings: Finding[],
): EnvironmentEntry | undefined {
  const { data, file, folder } = definition;
  const found: Finding[] = [...nameFindings(definition)];
  if (isMap(data)) {
    const form = formFindings(file, data);
    found.push(...form, ...valueFindings(file, data));
  }
  const policies = isMap(data) ? checkedPolicies(definition, data.policies, found) : [];
  const gates = isMap(data) ? checkedGates(file, data, found) : [];
  const owners = checkedOwners(file, isMap(data) ? data.owners : undefined, found);
  const operator = checkedOperator(file, isMap(data) ? data.operator : undefined, found);
  const delivery = checkedDelivery(file, isMap(data) ? data.delivery : undefined, found);
  const rings = isMap(data) ? checkedRings(file, data, found) : new Map();
  const listed = environmentClusters(definition, known, found);
  const scope = {
    environment: folder,
    file,
    clusters: Object.keys(isMap(data) ? map(data.clusters) : {}),
    policies: policies.map(policyName),
  };
  const fromPolicies = policyExceptions(scope, isMap(data) ? data.exceptions : undefined, found);
  const exceptions = isMap(data) ? checkedExceptions(file, data, place(data, folder), found) : undefined;
  findings.push(...found);
  if (!isMap(data) || exceptions === undefined || found.length > 0) return undefined;
  const platform = map(data.platform);
  return {
    name: folder,
    file,
    after: text(data, "after"),
    follows: followed(data),
    rings,
    ...place(data, folder),
    isNamespaceShared: isMap(data.namespace),
    ...operator,
    delivery,
    platform: { kind: text(platform, "kind") ?? "", settings: map(platform.settings) },
    defaults: map(data.defaults),
    manifests: map(data.manifests),
    owners,
    gates,
    policies,
    judge: definition.judge,
    exceptions: fromPolicies,
    ...listed,
    ...exceptions,
  };
}
