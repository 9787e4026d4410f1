import type { TypedObject } from "./object.ts";

/** Requests that a policy judges. */
export interface AdmissionRule {
  readonly apiGroups: readonly string[];
  readonly apiVersions: readonly string[];
  readonly operations: readonly ("CREATE" | "UPDATE" | "DELETE" | "CONNECT")[];
  readonly resources: readonly string[];
  readonly scope: "Namespaced" | "Cluster";
}

/** Rules in CEL that the API server applies to requests itself; served as `v1` since Kubernetes 1.30. */
export interface ValidatingAdmissionPolicy
  extends TypedObject<"ValidatingAdmissionPolicy", "admissionregistration.k8s.io/v1"> {
  readonly spec: {
    readonly failurePolicy: "Fail";
    readonly matchConstraints: {
      readonly matchPolicy: "Equivalent";
      readonly objectSelector?: { readonly matchLabels: Readonly<Record<string, string>> };
      readonly resourceRules: readonly AdmissionRule[];
    };
    readonly validations: readonly {
      /** True for what is allowed. */
      readonly expression: string;
      /** Gives the text of the refusal. */
      readonly messageExpression: string;
      readonly reason: "Forbidden";
    }[];
  };
}

/** Puts a policy to work. */
export interface ValidatingAdmissionPolicyBinding
  extends TypedObject<"ValidatingAdmissionPolicyBinding", "admissionregistration.k8s.io/v1"> {
  readonly spec: { readonly policyName: string; readonly validationActions: readonly ["Deny"] };
}
