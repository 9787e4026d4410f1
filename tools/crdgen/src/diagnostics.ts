import { defineDiagnostics } from "@grampus/diagnostics";

/** What can be wrong with an API's source. */
export const codes = defineDiagnostics("crdgen", {
  "unknown-tag": {
    severity: "error",
    message: ({ tag }: { tag: string }) => `@${tag} is not a tag that says something about a field`,
    description: "A doc comment has a tag that the generator does not know, so it would be lost.",
  },
  "bad-tag": {
    severity: "error",
    message: ({ tag }: { tag: string }) => `@${tag} cannot be read`,
    description: "The text behind a tag does not have the form the tag needs.",
  },
  "unknown-constant": {
    severity: "error",
    message: ({ tag }: { tag: string }) => `@${tag} names a constant that is not there`,
    description: "A tag refers to an exported list of texts that no source file has.",
  },
  "unsupported-type": {
    severity: "error",
    message: ({ type }: { type: string }) => `${type} cannot become a structural schema`,
    description: "A type has no counterpart in a structural OpenAPI schema.",
    hint: "use interfaces, string, number, boolean, unions of string literals, string | number, readonly lists and Readonly<Record<string, T>>",
  },
  "recursive-type": {
    severity: "error",
    message: ({ type }: { type: string }) => `${type} contains itself; a structural schema is finite`,
    description: "An interface refers to itself.",
  },
  unbounded: {
    severity: "error",
    message: ({ missing }: { missing: string }) => `the value has no ${missing}`,
    description:
      "A string, list, map or integer has no upper bound, so the API server cannot estimate what the rules on it cost.",
  },
  "no-description": {
    severity: "error",
    message: ({ field }: { field: string }) => `${field} has no description`,
    description: "A field has no text for `kubectl explain` and the reference page.",
  },
  "no-change-class": {
    severity: "error",
    message: ({ field }: { field: string }) => `${field} does not say what its change does`,
    description: "Neither a field nor one it lies in has a @changeClass.",
  },
  "unknown-change-class": {
    severity: "error",
    message: ({ name }: { name: string }) => `${name} is not a change class`,
    description: "A @changeClass names a class that the configuration does not list.",
  },
  "bad-default": {
    severity: "error",
    message: ({ field }: { field: string }) => `the default of ${field} is not a value it accepts`,
    description: "A @default does not match the schema of its field.",
  },
  "unportable-pattern": {
    severity: "error",
    message: ({ construct }: { construct: string }) =>
      `the pattern uses ${construct}, which RE2 (also inside of CEL) and JavaScript read differently`,
    description:
      "A pattern means something else to the API server (RE2) than to the validators (JavaScript).",
  },
  "unreachable-transition": {
    severity: "error",
    message: ({ rule }: { rule: string }) =>
      `${rule} compares an item of a list with its former self, which has none`,
    description:
      "A transition rule lies below a list whose items cannot be told apart, so the API server refuses it.",
    hint: "put the rule on the list itself",
  },
  "no-kinds": {
    severity: "error",
    message: () => "no exported interface has the tag @kind",
    description: "The entry of the API's source declares no kind.",
  },
  "bad-root": {
    severity: "error",
    message: ({ kind }: { kind: string }) =>
      `${kind} needs apiVersion: "<group>/<version>", kind and metadata`,
    description: "The root interface of a kind lacks the fields every object has.",
  },
});
