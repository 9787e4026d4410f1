import type { OperatorImage, OperatorSettings } from "@grampus/dsl";
import type { OperatorOptions } from "@grampus/resources";
import { isMap, type PlainObject, type PlainValue } from "../data/plain-data.ts";
import { valueText } from "../data/value-text.ts";
import type { Finding } from "../findings/finding.ts";
import { definitionCodes } from "./diagnostics.ts";
import { type Form, memberFindings, SUBDOMAIN, textForm } from "./forms.ts";

const HOST = "[A-Za-z0-9]([-.A-Za-z0-9]*[A-Za-z0-9])?(:[0-9]{1,5})?/";
const COMPONENT = "[a-z0-9]+(([.]|_{1,2}|-+)[a-z0-9]+)*";
const LOG_LEVELS: readonly PlainValue[] = ["debug", "info", "warn", "error"] satisfies readonly NonNullable<
  OperatorSettings["logLevel"]
>[];
const SCOPES: readonly PlainValue[] = ["cluster", "namespace"] satisfies readonly NonNullable<
  OperatorSettings["scope"]
>[];
const MOST_REPLICAS = 5;

const IMAGE: Readonly<Record<keyof OperatorImage, Form>> = {
  repository: textForm(
    new RegExp(`^(?=.{1,255}$)(${HOST})?${COMPONENT}(/${COMPONENT})*$`),
    "an image repository without a tag, like registry.example.com/grampus/grampus-operator",
  ),
  tag: textForm(/^\w[\w.-]{0,127}$/, "a tag: up to 128 letters, digits, '_', '.' and '-'"),
  digest: textForm(/^sha256:[0-9a-f]{64}$/, "sha256: and 64 hexadecimal digits"),
};

/** What Kubernetes' own schema says is checked with it; see `validate/operator.ts`. */
const BY_SCHEMA: Form = { isRight: () => true, allowed: "" };

const SETTINGS: Readonly<Record<keyof OperatorSettings, Form>> = {
  image: { isRight: isMap, allowed: "an object with repository, tag, digest" },
  pullSecrets: {
    isRight: (value) =>
      Array.isArray(value) && value.every((name) => typeof name === "string" && SUBDOMAIN.test(name)),
    allowed: "a list of names of Secrets",
  },
  resources: BY_SCHEMA,
  nodeSelector: BY_SCHEMA,
  tolerations: BY_SCHEMA,
  affinity: BY_SCHEMA,
  replicas: {
    isRight: (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MOST_REPLICAS,
    allowed: `a whole number from 1 to ${MOST_REPLICAS}`,
  },
  scope: {
    isRight: (value) => SCOPES.includes(value),
    allowed: SCOPES.map((scope) => JSON.stringify(scope)).join(", "),
  },
  logLevel: {
    isRight: (value) => LOG_LEVELS.includes(value),
    allowed: LOG_LEVELS.map((level) => JSON.stringify(level)).join(", "),
  },
};

function isOptions(
  settings: PlainObject,
  findings: readonly Finding[],
): settings is PlainObject & OperatorOptions {
  return findings.length === 0 && isMap(settings);
}

/** Who installs the operator, and how. */
export interface OperatorEntry {
  readonly operator: "deploy" | "shared";
  readonly operatorOptions: OperatorOptions;
}

/** Reads the `operator` of an environment. What is wrong with its form goes to `findings`. */
export function checkedOperator(
  file: string,
  value: PlainValue | undefined,
  findings: Finding[],
): OperatorEntry {
  const plain = { operator: value === "shared" ? "shared" : "deploy", operatorOptions: {} } as const;
  if (value === undefined || value === "deploy" || value === "shared") return plain;
  const settings = isMap(value) && value.kind === "deploy" ? value.settings : undefined;
  if (!isMap(settings)) {
    const allowed = '"deploy", deploy({ ... }) or "shared"';
    const occurrence = { path: "operator", found: valueText(value), allowed };
    findings.push({
      diagnostic: definitionCodes.create("unsupported-value", { field: "operator" }, occurrence),
      place: { file, path: ["operator"], part: "value" },
    });
    return plain;
  }
  const at = ["operator", "settings"];
  const { image } = settings;
  const found = [
    ...memberFindings(file, at, "the settings of the operator", settings, SETTINGS),
    ...(isMap(image) ? memberFindings(file, [...at, "image"], "the operator's image", image, IMAGE) : []),
  ];
  findings.push(...found);
  return isOptions(settings, found) ? { operator: "deploy", operatorOptions: settings } : plain;
}
