import { defineDiagnostics } from "@grampus/diagnostics";

/** What can be wrong with the custom resource that a definition resolves to. */
export const clusterCodes = defineDiagnostics("cluster", {
  "unknown-field": {
    severity: "error",
    message: ({ message }: { message: string }) => message,
    description: "A value has a field that the API does not know; the API server would refuse it.",
  },
  "invalid-value": {
    severity: "error",
    message: ({ message }: { message: string }) => message,
    description: "A value is outside what the API allows; the API server would refuse it.",
  },
  "would-stall": {
    severity: "error",
    message: ({ reason, message }: { reason: string; message: string }) => `${reason}: ${message}`,
    description:
      "The API server takes the value, and the operator would wait for a person: the condition Stalled with this reason and these words.",
  },
  "forbidden-change": {
    severity: "error",
    message: ({ message, place }: { message: string; place: string }) => `${message} (${place})`,
    description: "A change from the committed state is one that the API server would refuse.",
  },
  "version-ahead": {
    severity: "error",
    message: ({ name, environment, before }: { name: string; environment: string; before: string }) =>
      `${name} would run a higher version in ${environment} than in ${before}, which comes before it`,
    description:
      "A change passes through environments in the order their `after` says: a version runs in the one before first.",
  },
  "not-ahead": {
    severity: "info",
    message: ({ name }: { name: string }) => `${name} is not ahead of the environment before`,
    description: "A word under `ahead` is not needed, and would let a higher version through unseen.",
    hint: "remove it",
  },
});

/** What can be wrong with the objects that travel with a cluster or an environment. */
export const manifestCodes = defineDiagnostics("manifest", {
  "no-object": {
    severity: "error",
    message: ({ field }: { field: string }) => `an object of Kubernetes needs ${field}`,
    description: "A manifest lacks an apiVersion, a kind or a name that Kubernetes can take.",
    hint: "write apiVersion, kind and metadata.name, as kubectl would read them",
  },
  "refused-kind": {
    severity: "error",
    message: ({ kind, apiVersion }: { kind: string; apiVersion: string }) =>
      `a ${kind} of ${apiVersion} cannot be a manifest`,
    description:
      "A manifest is of a kind that Grampus makes itself, that holds data, or that stands for other objects.",
  },
  "taken-name": {
    severity: "error",
    message: ({ kind, name }: { kind: string; name: string }) =>
      `the ${kind} ${name} is made by Grampus itself`,
    description:
      "A manifest has the kind and name of an object that Grampus or its operator makes, or becomes a Secret of such a name.",
    hint: "give it another name",
  },
  "cluster-scoped": {
    severity: "error",
    message: ({ kind }: { kind: string }) =>
      `a ${kind} is in no namespace, so it cannot travel with a cluster`,
    description:
      "A cluster's manifest is shared by a whole Kubernetes cluster: two environments would write it.",
    hint: "write it in the manifests of one environment",
  },
  "other-namespace": {
    severity: "error",
    message: ({ kind }: { kind: string }) => `the ${kind} names a namespace of its own`,
    description: "A manifest says a namespace other than the environment's.",
    hint: "leave the namespace out: an object gets that of the environment",
  },
  "secret-in-git": {
    severity: "error",
    message: ({ kind, field }: { kind: string; field: string }) =>
      `a ${kind} with ${field} would put the secret into Git`,
    description: "A manifest is a Secret that holds its content, or has the content of one.",
    hint: "use an object that names the secret, such as an ExternalSecret or a SealedSecret",
  },
  directive: {
    severity: "error",
    message: ({ key }: { key: string }) => `${key} is a word of patches, and a manifest is an object`,
    description: "A manifest has a key by which a patch says what to do with another object.",
    hint: "take it out; an override changes an object by what it says of the same manifest, and takes it back with unset()",
  },
  duplicate: {
    severity: "error",
    message: ({ kind, name }: { kind: string; name: string }) => `the ${kind} ${name} is there twice`,
    description: "Two manifests are the same object in one Kubernetes cluster.",
    hint: "keep one of them, or give it another name",
  },
  unbuildable: {
    severity: "error",
    message: ({ reason }: { reason: string }) => `kustomize refuses the manifests: ${reason}`,
    description: "The objects cannot be built with kustomize.",
  },
});

function exceptionText({
  place,
  policy,
  days,
  because,
}: Record<"place" | "policy" | "days" | "because", string>) {
  return `the exception of ${place} from ${policy} ${days}: ${because}`;
}

/** What a policy of an environment can say. */
export const policyCodes = defineDiagnostics("policy", {
  "min-members": {
    severity: "error",
    message: ({ place, minimum }: { place: string; minimum: number }) =>
      `${place} has fewer than ${minimum} members`,
    description: "The policy minMembers asks for more members.",
  },
  "odd-members": {
    severity: "error",
    message: ({ place }: { place: string }) => `${place} has an even number of members`,
    description: "The policy oddMembers asks for an odd number of members.",
    hint: "one member fewer survives as many failures",
  },
  "max-storage": {
    severity: "error",
    message: ({ place }: { place: string }) => `${place} has a larger volume than allowed`,
    description: "The policy maxStorage limits the size of volumes.",
  },
  "require-owner": {
    severity: "error",
    message: ({ place }: { place: string }) => `${place} names no owner`,
    description: "The policy requireOwner asks for the team to call.",
    hint: 'add owner: "team-..." to the cluster definition',
  },
  "require-resources": {
    severity: "error",
    message: ({ place, missing }: { place: string; missing: string }) => `${place} does not set ${missing}`,
    description: "The policy requireResources asks for requests of memory and processor, and a memory limit.",
  },
  "retain-data": {
    severity: "error",
    message: ({ place }: { place: string }) => `${place} deletes its data with the Cluster object`,
    description: "The policy retainData asks for deletionPolicy Retain.",
  },
  "allow-versions": {
    severity: "error",
    message: ({ place }: { place: string }) => `${place} runs a version that is not allowed`,
    description: "The policy allowVersions lists the MySQL versions of an environment.",
  },
  own: {
    severity: "error",
    message: ({ name, message, place }: Record<"name" | "message" | "place", string>) =>
      `${message} (${name}, ${place})`,
    description: "A policy of the fleet's own is not met. It says how much that weighs.",
  },
  "wrong-answer": {
    severity: "error",
    message: ({ name, at, place }: Record<"name" | "at" | "place", string>) =>
      `the policy ${name} gives a wrong answer${at === "" ? "" : `, at ${at}`} (${place})`,
    description: "A policy gives something else than findings: a promise, an unknown field, a wrong type.",
    hint: "give nothing when the policy is met, or { field, message }, or a list of such",
  },
  unsteady: {
    severity: "error",
    message: ({ name, place }: { name: string; place: string }) =>
      `the policy ${name} gives two answers about one cluster (${place})`,
    description: "A policy that is asked twice about the same cluster answers otherwise: it keeps state.",
    hint: "let the answer depend on nothing but the cluster and the environment",
  },
  "not-hermetic": {
    severity: "error",
    message: ({ name, what }: { name: string; what: string }) => `the policy ${name} cannot use ${what}`,
    description: "A policy reads the clock, randomness, the locale, the environment or the world.",
    hint: "the same input has to give the same answer everywhere",
  },
  threw: {
    severity: "error",
    message: ({ name, error, place }: Record<"name" | "error" | "place", string>) =>
      `the policy ${name} threw ${error} (${place})`,
    description: "A policy threw an error instead of giving an answer.",
  },
  "took-too-long": {
    severity: "error",
    message: ({ name, milliseconds, place }: { name: string; milliseconds: number; place: string }) =>
      `the policy ${name} gave no answer within ${milliseconds / 1000} s (${place})`,
    description: "A policy does not end. It is asked about no other cluster.",
    hint: "look for a loop that does not end",
  },
  "exception-lasts": {
    severity: "info",
    message: exceptionText,
    description: "An exception from a policy lasts for more than two weeks.",
  },
  "exception-ends-soon": {
    severity: "warning",
    message: exceptionText,
    description: "An exception from a policy lasts for two weeks at most; then `check` fails.",
    hint: "meet the policy, or agree on another day",
  },
  "exception-over": {
    severity: "error",
    message: exceptionText,
    description:
      "The last day of an exception from a policy has passed. Only `check` looks at the calendar, in UTC.",
    hint: "meet the policy and remove the exception, or agree on another day",
  },
  "exception-unneeded": {
    severity: "warning",
    message: ({ place, policy }: { place: string; policy: string }) =>
      `${place} meets ${policy} without an exception`,
    description: "An exception from a policy is not needed, and would let a later breach through.",
    hint: "remove it",
  },
});
