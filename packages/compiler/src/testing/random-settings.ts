import fc from "fast-check";
import { toPlainData } from "../data/plain-copy.ts";
import type { PlainObject } from "../data/plain-data.ts";

/** Texts that YAML, kustomize or a merge may stumble over. */
const awkwardTexts = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "yes",
    "no",
    "null",
    "~",
    "0o17",
    "1e3",
    "2026-01-01",
    "- a",
    "# x",
    "a: b",
    "'",
    '"',
    "\\",
    "$(X)",
  ),
  fc.constantFrom(
    "line one\nline two\n",
    "  indented\n\n",
    "tab\there",
    "é ☃ 𝄞",
    "\u2028",
    "\ufeff",
    "x".repeat(200),
    "word ".repeat(40),
  ),
  fc.string({ maxLength: 20 }),
  fc.string({ unit: "binary", maxLength: 12 }).filter((text) => toPlainData(text).problems.length === 0),
);

const labelKeys = fc.constantFrom("a", "b", "example.com/c", "d-e_f.g", "true", "1");
const metadataKeys = fc.constantFrom("a", "b", "example.com/c", "argocd.argoproj.io/sync-options");
const quantities = fc.constantFrom("10Gi", "20Gi", "1.5Ti", "500M", "1073741824");

function some(fields: Readonly<Record<string, fc.Arbitrary<unknown>>>) {
  return fc.record(fields, { requiredKeys: [], noNullPrototype: true });
}

/** ConfigMaps under few names, so that layers change, add and take back each other's; a file holds one or two. */
const manifests = fc
  .dictionary(
    fc.constantFrom("a", "b", "c"),
    fc.record(
      {
        data: fc.dictionary(fc.constantFrom("a", "b/c", "d~e"), awkwardTexts, { noNullPrototype: true }),
        labels: fc.dictionary(metadataKeys, fc.constantFrom("ssd", "true", "1", ""), {
          noNullPrototype: true,
        }),
        isList: fc.boolean(),
      },
      { noNullPrototype: true },
    ),
    { noNullPrototype: true },
  )
  .map((files) =>
    Object.fromEntries(
      Object.entries(files).map(([key, { data, labels, isList }]) => {
        const object = (name: string) => ({
          apiVersion: "v1",
          kind: "ConfigMap",
          metadata: { name, labels },
          data,
        });
        return [key, isList ? [object(key), object(`${key}.2`)] : object(key)];
      }),
    ),
  );

/** Settings that are sound, with awkward texts wherever the API takes any text. */
export const randomSettings: fc.Arbitrary<PlainObject> = some({
  labels: fc.dictionary(metadataKeys, fc.constantFrom("ssd", "true", "1", "1e3", ""), {
    noNullPrototype: true,
  }),
  annotations: fc.dictionary(metadataKeys, awkwardTexts, { noNullPrototype: true }),
  members: fc.integer({ min: 1, max: 9 }),
  version: fc.constantFrom("9.7", "9.7.4", "8.4"),
  storage: some({ size: quantities, class: fc.constantFrom("fast", "slow") }),
  variables: some({
    max_connections: fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.constantFrom("500", "1K")),
    long_query_time: fc.oneof(fc.integer({ min: 0, max: 1000 }), fc.constantFrom("0.5", "1e3")),
    general_log: fc.oneof(fc.boolean(), fc.constantFrom("ON", "off", 0, 1)),
    init_connect: fc.oneof(
      fc.integer({ min: 0, max: 9 }),
      fc.constantFrom("ON", "0.5", "yes", "1e3", "0x10"),
    ),
  }),
  nodeSelector: fc.dictionary(labelKeys, fc.constantFrom("ssd", "true", "1", ""), { noNullPrototype: true }),
  tolerations: fc.array(
    fc.constantFrom({ key: "db", operator: "Exists" }, { key: "x", operator: "Equal", value: "y" }),
    {
      maxLength: 2,
    },
  ),
  manifests,
  pods: some({ annotations: fc.dictionary(labelKeys, awkwardTexts, { noNullPrototype: true }) }),
}).map((settings) => JSON.parse(JSON.stringify(settings)));
