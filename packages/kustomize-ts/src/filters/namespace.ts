import { isAbsent, isMissingOrNull, type Node, scalarNode, TAG } from "go-yaml-ts";
import { type FieldSpec, setSpecField } from "../config/field-spec.ts";
import { refuse } from "../refusal.ts";
import { gvkOf, isClusterScoped } from "../resources/id.ts";
import { apiVersionTextOf, kindOf } from "../resources/metadata.ts";
import { isDeleted, rememberId } from "../resources/resource.ts";
import type { BuildContext, Transformer } from "../step.ts";
import { field } from "../tree/fields.ts";
import { entrySetter } from "./setter.ts";

/** Which subjects of role bindings get the namespace. */
export type SubjectMode = "defaultOnly" | "allServiceAccounts" | "none";

export interface NamespaceSettings {
  readonly namespace: string;
  readonly specs: readonly FieldSpec[];
  /** Leaves namespaces alone that are set already. */
  readonly unsetOnly: boolean;
  readonly subjects: SubjectMode;
}

const NAMESPACE_PATH = "metadata/namespace";
const OWN_NAMESPACE: FieldSpec = { path: NAMESPACE_PATH, create: true };

function hasText(node: Node): boolean {
  return !isAbsent(node) && node.kind === "scalar" && node.value !== "";
}

function namespaceSetter({ namespace, unsetOnly }: NamespaceSettings): (node: Node) => void {
  const set = entrySetter("", namespace, TAG.string);
  return unsetOnly ? (node) => (hasText(node) ? undefined : set(node)) : set;
}

function isRoleBinding(kind: string | undefined): boolean {
  return kind === "RoleBinding" || kind === "ClusterRoleBinding";
}

/** Whether a spec is left to the rules for a resource's own namespace, for names in core kinds, and for subjects. */
function isLeftOut({ path, kind }: FieldSpec, isCore: boolean, isBinding: boolean): boolean {
  return (
    path === NAMESPACE_PATH ||
    (path === "metadata/name" && !isCore) ||
    (path === "subjects/namespace" && isBinding && isRoleBinding(kind))
  );
}

function setSubjectNamespace(subject: Node, settings: NamespaceSettings, set: (node: Node) => void): void {
  const [key, expected] =
    settings.subjects === "allServiceAccounts" ? ["kind", "ServiceAccount"] : ["name", "default"];
  const value = field(subject, key ?? "");
  if (isMissingOrNull(value) || value.value !== expected) return;
  let namespace = field(subject, "namespace");
  if (namespace === undefined) {
    namespace = scalarNode("");
    subject.content.push(scalarNode("namespace"), namespace);
  }
  set(namespace);
}

function setSubjects(node: Node, settings: NamespaceSettings, set: (node: Node) => void): void {
  if (settings.subjects === "none") return;
  const subjects = field(node, "subjects");
  if (isMissingOrNull(subjects)) return;
  if (subjects.kind !== "seq")
    refuse("invalid-field", { reason: "subjects of a role binding is not a list" });
  for (const subject of subjects.content) setSubjectNamespace(subject, settings, set);
}

/** Sets the namespace of one resource, and in the fields that name it. */
export function setResourceNamespace(node: Node, settings: NamespaceSettings, context: BuildContext): void {
  const apiVersion = apiVersionTextOf(node);
  const gvk = gvkOf(apiVersion, kindOf(node));
  const isBinding = isRoleBinding(gvk.kind);
  const set = namespaceSetter(settings);
  if (!isClusterScoped(gvk, context.schemas)) {
    setSpecField(node, OWN_NAMESPACE, { set, create: "scalar", tag: TAG.none });
  }
  if (isBinding) setSubjects(node, settings, set);
  const setting = { set, create: "scalar", tag: TAG.string } as const;
  for (const spec of settings.specs) {
    if (!isLeftOut(spec, apiVersion === "v1", isBinding)) setSpecField(node, spec, setting);
  }
}

export function namespaceTransformer(by: string, settings: NamespaceSettings): Transformer {
  return {
    name: "NamespaceTransformer",
    by,
    apply(list, context) {
      if (settings.namespace === "") return;
      for (const resource of list.resources) {
        if (isDeleted(resource)) continue;
        rememberId(resource, context.schemas);
        setResourceNamespace(resource.node, settings, context);
      }
      list.requireDistinctIds(`namespace ${settings.namespace}`);
    },
  };
}
