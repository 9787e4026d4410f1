import type { CorpusCase } from "../corpus-case.ts";

/** Values of a variable by the name of their case, as YAML spells them. */
const VALUES: Readonly<Record<string, string>> = {
  "float-with-zeros": "1.50",
  "float-with-an-exponent": "1e3",
  "float-of-many-digits": "123456789.5",
  "float-near-zero": "0.00001",
  "float-beyond-integers": "1e30",
  "float-without-digits-in-front": ".5",
  "negative-zero": "-0.0",
  infinity: ".inf",
  hexadecimal: "0x1F",
  "leading-zero": "017",
  octal: "0o17",
  underscores: "1_000",
  "plus-sign": "+5",
  "beyond-64-bits": "12345678901234567890",
  flag: "true",
  "old-flag": "yes",
  nothing: "null",
  date: "2001-01-01",
  "quoted-number": '"1.50"',
};

/** What of a value arrives where a variable is the whole text, and where it is a part of one. */
export const VARIABLE_CASES: readonly CorpusCase[] = Object.entries(VALUES).map(([name, value]) => ({
  name: `variables/value-${name}`,
  files: {
    "kustomization.yaml":
      "resources: [r.yaml]\nvars:\n- name: V\n  objref: {kind: Thing, name: t, apiVersion: example.com/v1}\n  fieldref: {fieldPath: spec.v}\n",
    "r.yaml": `apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: t}\nspec: {v: ${value}}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n  - {name: a, command: ["$(V)", "x-$(V)-y", "$(V)$(V)", "$$(V)"]}\n`,
  },
}));
