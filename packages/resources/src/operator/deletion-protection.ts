import { GROUP } from "@grampus/api";
import type {
  AdmissionRule,
  ValidatingAdmissionPolicy,
  ValidatingAdmissionPolicyBinding,
} from "../kubernetes/admission.ts";
import { OPERATOR_NAME, operatorLabels } from "./names.ts";

/** Label with which the API server refuses to delete a Namespace or a CustomResourceDefinition. */
export const DELETION_PROTECTION_LABEL = `${GROUP}/deletion-protection` as const;

const PROTECTED = { [DELETION_PROTECTION_LABEL]: "enabled" } as const;

/** A part of a message that the API server computes. */
interface Computed {
  readonly cel: string;
}

function inCel(term: string | Computed): string {
  return typeof term === "string" ? term.replaceAll("'", "\\'") : `' + ${term.cel} + '`;
}

/** A text as a CEL expression: strings stand as they are, what is computed as its value. */
function celText(parts: TemplateStringsArray, ...values: readonly (string | Computed)[]): string {
  const terms = parts.flatMap((part, index) => [part, ...values.slice(index, index + 1)]);
  return `'${terms.map(inCel).join("")}'`;
}

const NAME = { cel: "oldObject.metadata.name" };
const NAMESPACE = { cel: "oldObject.metadata.namespace" };
const RESOURCE = { cel: "request.resource.resource" };
const DATA = {
  cel: "(oldObject.?spec.?deletionPolicy.orValue('Retain') == 'Delete' ? 'would go too (spec.deletionPolicy is Delete)' : 'would stay (spec.deletionPolicy is Retain)')",
};
const UNPROTECTED = JSON.stringify({ spec: { deletionProtection: false } });

const CLUSTER_MESSAGE = celText`the Cluster ${NAMESPACE}/${NAME} is protected from deletion, after which its volumes, accounts and certificates ${DATA}. When it shall go, list it with retire(...) in environment.ts, or set deletionProtection: false for it, and have that applied; in an emergency: kubectl patch clusters.${GROUP} ${NAME} --namespace ${NAMESPACE} --type merge --patch '${UNPROTECTED}'`;

const HOLDER_MESSAGE = celText`the label ${DELETION_PROTECTION_LABEL} protects ${NAME} from deletion: protected Clusters would go with it, and with a Namespace their volumes too. When no data in it is wanted any more: kubectl label ${RESOURCE} ${NAME} ${DELETION_PROTECTION_LABEL}-`;

function deletion(apiGroup: string, resource: string, scope: AdmissionRule["scope"]): AdmissionRule {
  return { apiGroups: [apiGroup], apiVersions: ["*"], operations: ["DELETE"], resources: [resource], scope };
}

interface Refusal {
  readonly what: string;
  readonly matching: Omit<ValidatingAdmissionPolicy["spec"]["matchConstraints"], "matchPolicy">;
  readonly expression: string;
  readonly messageExpression: string;
}

function policy({
  what,
  matching,
  ...validation
}: Refusal): readonly [ValidatingAdmissionPolicy, ValidatingAdmissionPolicyBinding] {
  const apiVersion = "admissionregistration.k8s.io/v1";
  const metadata = { name: `${OPERATOR_NAME}-${what}`, labels: operatorLabels() };
  return [
    {
      apiVersion,
      kind: "ValidatingAdmissionPolicy",
      metadata,
      spec: {
        failurePolicy: "Fail",
        matchConstraints: { matchPolicy: "Equivalent", ...matching },
        validations: [{ ...validation, reason: "Forbidden" }],
      },
    },
    {
      apiVersion,
      kind: "ValidatingAdmissionPolicyBinding",
      metadata,
      spec: { policyName: metadata.name, validationActions: ["Deny"] },
    },
  ];
}

/**
 * What makes the API server refuse deletions, whoever asks for them: of a Cluster whose `deletionProtection` is true, and
 * of a Namespace or a CustomResourceDefinition with {@link DELETION_PROTECTION_LABEL}. The latter are needed because the
 * volumes of a Namespace go although a Cluster in it stays, and the objects of a definition go unasked.
 */
export function deletionProtection(): readonly (
  | ValidatingAdmissionPolicy
  | ValidatingAdmissionPolicyBinding
)[] {
  return [
    ...policy({
      what: "cluster-deletion",
      matching: { resourceRules: [deletion(GROUP, "clusters", "Namespaced")] },
      expression: "!oldObject.?spec.?deletionProtection.orValue(false)",
      messageExpression: CLUSTER_MESSAGE,
    }),
    ...policy({
      what: "holder-deletion",
      matching: {
        objectSelector: { matchLabels: PROTECTED },
        resourceRules: [
          deletion("", "namespaces", "Cluster"),
          deletion("apiextensions.k8s.io", "customresourcedefinitions", "Cluster"),
        ],
      },
      expression: "false",
      messageExpression: HOLDER_MESSAGE,
    }),
  ];
}

/** A Namespace or a CustomResourceDefinition that the API server refuses to delete. */
export function protectedFromDeletion<
  Value extends {
    readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  },
>(object: Value): Value {
  const { metadata } = object;
  return { ...object, metadata: { ...metadata, labels: { ...metadata.labels, ...PROTECTED } } };
}
