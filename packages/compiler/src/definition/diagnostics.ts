import { defineDiagnostics } from "@grampus/diagnostics";

/** What can be wrong with the content of a definition. */
export const definitionCodes = defineDiagnostics("definition", {
  "unknown-field": {
    severity: "error",
    message: ({ field, owner }: { field: string; owner: string }) => `${field} is not a field of ${owner}`,
    description: "A definition has a field that Grampus does not know.",
  },
  "missing-field": {
    severity: "error",
    message: ({ field, owner }: { field: string; owner: string }) => `${owner} needs the field ${field}`,
    description: "A definition lacks a field that has no default.",
  },
  "wrong-type": {
    severity: "error",
    message: ({ field }: { field: string }) => `${field} has the wrong type`,
    description: "A field of a definition holds another type of value than it should.",
  },
  "invalid-name": {
    severity: "error",
    message: ({ what }: { what: string }) => `the name of ${what} is not a DNS label`,
    description: "A name cannot be used in Kubernetes.",
  },
  "name-differs-from-folder": {
    severity: "error",
    message: ({ kind, folder }: { kind: string; folder: string }) =>
      `the ${kind} in the folder ${folder} has another name`,
    description: "The name in a definition is not the name of its folder.",
    hint: "rename the folder or change the name; a cluster that runs already is a new cluster under a new name",
  },
  "duplicate-name": {
    severity: "error",
    message: ({ kind, name }: { kind: string; name: string }) => `two ${kind}s have the name ${name}`,
    description: "Two definitions have the same name.",
  },
  "unknown-cluster": {
    severity: "error",
    message: ({ name }: { name: string }) =>
      `${name} is not the default export of a clusters/<name>/cluster.ts`,
    description: "An environment runs something that is not a cluster definition of this fleet.",
    hint: "import the definition from clusters/<name>/cluster.ts and change it with override(definition, { ... })",
  },
  "cluster-key-differs": {
    severity: "error",
    message: ({ key, name }: { key: string; name: string }) =>
      `the cluster ${name} is listed under the key ${key}`,
    description: "An environment lists a cluster under another name than its own.",
  },
  "not-overridable": {
    severity: "error",
    message: ({ field }: { field: string }) => `${field} cannot differ between environments`,
    description: "An environment overrides a field that is the same everywhere.",
  },
  "misplaced-unset": {
    severity: "error",
    message: ({ field, owner }: { field: string; owner: string }) =>
      `unset() cannot stand in ${owner}, at ${field}`,
    description: "unset() stands where it is not laid over another layer: in a cluster definition or a list.",
  },
  "misplaced-append": {
    severity: "error",
    message: ({ field, owner }: { field: string; owner: string }) =>
      `append() cannot stand in ${owner}, at ${field}`,
    description:
      "append() stands where it is not laid over another layer: in a cluster definition or a list.",
  },
  "reserved-key": {
    severity: "error",
    message: ({ what, key, reason }: { what: string; key: string; reason: string }) =>
      `the ${what} ${key} cannot be set: ${reason}`,
    description:
      "A definition gives a label or an annotation that is Grampus's, kustomize's or kubectl's own.",
  },
  "deleting-word": {
    severity: "error",
    message: ({ what, key, reason }: { what: string; key: string; reason: string }) =>
      `the ${what} ${key} puts data at risk: ${reason}`,
    description:
      "A label or an annotation of a Cluster tells Argo CD, Flux or Helm to delete it, for good or to make it again.",
    hint: "leave it out; a cluster that shall go is listed with retire(...)",
  },
  "unknown-environment": {
    severity: "error",
    message: ({ name }: { name: string }) => `there is no environment ${name}`,
    description: "An environment names another one that does not exist.",
  },
  "environment-cycle": {
    severity: "error",
    message: ({ cycle }: { cycle: readonly string[] }) =>
      `environments come after each other in a cycle: ${cycle.join(" -> ")}`,
    description:
      "The `after` fields of environments form a cycle, so no change could ever pass through them.",
    hint: "remove `after` from the environment where changes start",
  },
  "shared-namespace": {
    severity: "error",
    message: ({ namespace, target }: { namespace: string; target: string }) =>
      `two environments use the namespace ${namespace} on ${target}`,
    description:
      "Two environments on one Kubernetes cluster make the same Namespace; the one that is removed first would take it away.",
    hint: "write namespace: sharedNamespace(...) in all but one of them",
  },
  "no-namespace": {
    severity: "error",
    message: ({ namespace, target }: { namespace: string; target: string }) =>
      `no environment makes the namespace ${namespace} on ${target}`,
    description: "Every environment in a namespace says sharedNamespace(...).",
    hint: "write the name alone in one of them",
  },
  "cluster-twice": {
    severity: "error",
    message: ({ name, namespace, target }: { name: string; namespace: string; target: string }) =>
      `two environments run ${name} in the namespace ${namespace} on ${target}`,
    description: "Environments that share a namespace run the same cluster: both would write the one object.",
    hint: "list the cluster in one of them, or give one environment a namespace of its own",
  },
  "two-rings": {
    severity: "error",
    message: ({ name, rings }: { name: string; rings: readonly [string, string] }) =>
      rings[0] === rings[1]
        ? `${name} is in the ring ${rings[0]} twice`
        : `${name} is in two rings, ${rings.join(" and ")}`,
    description: "A cluster is promoted with one ring at most.",
    hint: "name it in one ring, once",
  },
  "numbered-ring": {
    severity: "error",
    message: ({ ring }: { ring: string }) => `the ring ${ring} is named by a number`,
    description:
      "Rings are in the order they are written in; JavaScript lists names that are numbers before all others.",
    hint: "give it a name that starts with a letter",
  },
  "credentials-in-url": {
    severity: "error",
    message: ({ field }: { field: string }) =>
      `${field} has credentials in it, which would be in Git for ever`,
    description: "The URL of a repository has a password or a token in it.",
    hint: "revoke them if they are real; a Secret has them: docs/delivery.md, A private repository",
  },
  "refused-by-controller": {
    severity: "error",
    message: ({ field, kind }: { field: string; kind: string }) =>
      `the API server would refuse the ${kind} that ${field} comes to`,
    description: "The CustomResourceDefinition of Flux or Argo CD does not allow what a setting comes to.",
    hint: "take another value; the tool's own documentation has its limits",
  },
  "other-delivery-path": {
    severity: "warning",
    message: ({ folder }: { folder: string }) =>
      folder === ""
        ? "the fleet is at the root of this repository, and delivery.path says otherwise"
        : `the fleet is in ${folder} of this repository, and delivery.path does not say so`,
    description:
      "The tool that delivers an environment looks for its files in another folder than they are in.",
    hint: "this is right only where another repository than this one is delivered",
  },
  "long-delivery-name": {
    severity: "error",
    message: ({ environment }: { environment: string }) =>
      `the name of an object that delivers ${environment} is longer than the value of a label may be`,
    description: "Flux writes the names of its objects into labels, which have at most 63 characters.",
    hint: "give the environment, the cluster or the ring a shorter name",
  },
  "two-operators": {
    severity: "error",
    message: ({ target }: { target: string }) => `two environments deploy the operator to ${target}`,
    description: "Environments that share a Kubernetes cluster share one operator.",
    hint: 'set operator: "shared" in all but one of them',
  },
  "no-operator": {
    severity: "error",
    message: ({ target }: { target: string }) => `no environment deploys the operator to ${target}`,
    description: 'Every environment of a Kubernetes cluster says operator: "shared".',
    hint: "leave `operator` out in one of them",
  },
  "unwatched-namespace": {
    severity: "error",
    message: ({ namespace, watched, target }: { namespace: string; watched: string; target: string }) =>
      `nobody would look after namespace ${namespace}: the operator of ${target} looks after ${watched} alone`,
    description:
      'The operator of the Kubernetes cluster has scope: "namespace", and the environment is in another one.',
    hint: "give the environment that namespace with sharedNamespace(...), or leave `scope` out where the operator is deployed",
  },
  "unsupported-value": {
    severity: "error",
    message: ({ field }: { field: string }) => `${field} has a value that is not supported`,
    description: "A field of a definition holds a value outside its set.",
  },
  "policy-name-taken": {
    severity: "error",
    message: ({ name, owner }: { name: string; owner: string }) => `${name} is the name of ${owner}`,
    description: "A policy of the fleet's own has the name of a built-in one, or of another one beside it.",
    hint: "give it another name: messages and exceptions say it",
  },
  "unknown-exception": {
    severity: "error",
    message: ({ environment, what, name }: Record<"environment" | "what" | "name", string>) =>
      `${environment} has no ${what} ${name} to make an exception of`,
    description: "An exception names a cluster or a policy that its environment does not list.",
  },
  "duplicate-exception": {
    severity: "error",
    message: ({ cluster, policy }: { cluster: string; policy: string }) =>
      `there are two exceptions of ${cluster} from ${policy}`,
    description: "Two exceptions are about the same cluster and the same policy.",
    hint: "keep one of them",
  },
  "idle-gates": {
    severity: "error",
    message: ({ environment }: { environment: string }) =>
      `${environment} follows head: nothing is promoted to it, and its gates hold nothing`,
    description: "An environment that runs the definitions as they stand has gates.",
    hint: 'remove `gates`, or let it follow releases: write `after` or follows: "releases"',
  },
  "misplaced-retire": {
    severity: "error",
    message: () => "retire() stands around everything else that is said about a cluster",
    description: "retire() stands inside override() or another retire().",
    hint: "write retire(override(definition, { ... }), { because: ..., data: ... })",
  },
  "retired-in-place": {
    severity: "error",
    message: ({ key, environment }: { key: string; environment: string }) =>
      `${key} is where ${environment} is, and retires in its \`clusters\``,
    description:
      "A name under `retired` is in the namespace and on the target of an environment. `retired` is for what no environment can list any more.",
  },
  "draft-runs": {
    severity: "error",
    message: ({ name }: { name: string }) => `${name} is a draft and runs nowhere, but is listed here`,
    description: "An environment lists a cluster whose definition says draft: true.",
  },
  "runs-nowhere": {
    severity: "error",
    message: ({ name }: { name: string }) => `no environment runs ${name}`,
    description: "A cluster is listed in no environment; a merge may have lost it there.",
    hint: "list it in the `clusters` of an environment, remove its folder, or write draft: true until it shall run",
  },
});
