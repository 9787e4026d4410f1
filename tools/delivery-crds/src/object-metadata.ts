import type { JsonObject } from "./json.ts";

const DNS_LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const DNS_SUBDOMAIN = `${DNS_LABEL}(\\.${DNS_LABEL})*`;
const NAME_PART = "[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?";
const QUALIFIED_NAME = `^(${DNS_SUBDOMAIN}/)?${NAME_PART}$`;

/** What the API server takes as `metadata`, of the fields that are written: no CustomResourceDefinition says it. */
export const OBJECT_METADATA: JsonObject = {
  type: "object",
  additionalProperties: false,
  required: ["name"],
  properties: {
    name: { type: "string", minLength: 1, maxLength: 253, pattern: `^${DNS_SUBDOMAIN}$` },
    namespace: { type: "string", minLength: 1, maxLength: 63, pattern: `^${DNS_LABEL}$` },
    labels: {
      type: "object",
      propertyNames: { maxLength: 317, pattern: QUALIFIED_NAME },
      additionalProperties: { type: "string", maxLength: 63, pattern: `^(${NAME_PART})?$` },
    },
    annotations: {
      type: "object",
      propertyNames: { maxLength: 317, pattern: QUALIFIED_NAME },
      additionalProperties: { type: "string" },
    },
    finalizers: { type: "array", items: { type: "string", pattern: QUALIFIED_NAME } },
  },
};
