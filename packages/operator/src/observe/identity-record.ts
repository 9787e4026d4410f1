import type { Cluster } from "@grampus/api";
import {
  type BootstrapIntent,
  IDENTITY_VERSION,
  type Identity,
  type ObservedIdentity,
} from "@grampus/planner";
import { identityName, objectLabels } from "@grampus/resources";
import { errorText, OperatorFault } from "../fault.ts";
import { CONFIG_MAPS, type StoredConfigMap } from "../kube/kinds.ts";

const KEY = "identity.json";

/** The ConfigMap that keeps the record; it has no owner, so it outlives the Cluster. */
export function identityObject(cluster: Cluster, record: Identity) {
  const { name, namespace } = cluster.metadata;
  return {
    apiVersion: CONFIG_MAPS.apiVersion,
    kind: CONFIG_MAPS.kind,
    metadata: { name: identityName(name), namespace, labels: objectLabels(name) },
    data: { [KEY]: `${JSON.stringify({ version: IDENTITY_VERSION, ...record }, undefined, 2)}\n` },
  };
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown, what: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new OperatorFault("configuration", `${what} is not an object`);
  }
  return { ...value };
}

function textOf(fields: Fields, key: string): string {
  const value = fields[key];
  if (typeof value !== "string") throw new OperatorFault("configuration", `${key} is not a text`);
  return value;
}

function textsOf(values: Iterable<unknown>, what: string): readonly string[] {
  return [...values].map((value) => {
    if (typeof value !== "string")
      throw new OperatorFault("configuration", `${what} holds what is not a text`);
    return value;
  });
}

function bootstrapOf(value: unknown): { readonly bootstrap?: BootstrapIntent } {
  if (value === undefined) return {};
  const fields = fieldsOf(value, "bootstrap");
  return { bootstrap: { member: textOf(fields, "member"), serverUuid: textOf(fields, "serverUuid") } };
}

// Records of before had no version.
function versionOf({ version = 0 }: Fields): number {
  if (typeof version === "number" && Number.isSafeInteger(version) && version >= 0) return version;
  throw new OperatorFault("configuration", "version is not a whole number");
}

function recordOf(fields: Fields): Identity {
  if (typeof fields.initialised !== "boolean") {
    throw new OperatorFault("configuration", "initialised is neither true nor false");
  }
  if (!Array.isArray(fields.members)) throw new OperatorFault("configuration", "members is not a list");
  const claims = fieldsOf(fields.abandonedClaims, "abandonedClaims");
  textsOf(Object.values(claims), "abandonedClaims");
  return {
    groupName: textOf(fields, "groupName"),
    initialised: fields.initialised,
    members: textsOf(fields.members, "members"),
    abandonedClaims: Object.fromEntries(Object.entries(claims).map(([member, uid]) => [member, String(uid)])),
    ...bootstrapOf(fields.bootstrap),
  };
}

/** The record as it was found; one that a person broke is unreadable, never empty. */
export function readIdentity(found: StoredConfigMap | undefined): ObservedIdentity {
  if (found === undefined) return { kind: "absent" };
  const { uid = "", resourceVersion = "" } = found.metadata;
  let version: number | undefined;
  try {
    const text = found.data?.[KEY];
    if (text === undefined) throw new OperatorFault("configuration", `it lacks the key ${KEY}`);
    const fields = fieldsOf(JSON.parse(text), "the record");
    version = versionOf(fields);
    return { kind: "found", uid, resourceVersion, record: recordOf(fields), version };
  } catch (error) {
    const problem = errorText(error);
    return {
      kind: "unreadable",
      uid,
      resourceVersion,
      problem,
      ...(version === undefined ? {} : { version }),
    };
  }
}
