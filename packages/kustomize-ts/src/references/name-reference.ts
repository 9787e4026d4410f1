import { isMissingOrNull, isNull, type Node, scalarNode, TAG } from "go-yaml-ts";
import { type FieldSpec, setSpecField } from "../config/field-spec.ts";
import { isSelected, type NameReference } from "../config/transformer-config.ts";
import { positionOfResource } from "../position.ts";
import { placed, refuse } from "../refusal.ts";
import {
  effectiveNamespace,
  type Gvk,
  idText,
  isSameNamespace,
  NO_NAMESPACE,
  type ResourceId,
} from "../resources/id.ts";
import type { ResourceList } from "../resources/list.ts";
import { kindOf, nameOf, namespaceOf } from "../resources/metadata.ts";
import { type BuildResource, currentId, originalId, previousIds } from "../resources/resource.ts";
import type { BuildContext } from "../step.ts";
import { field, setField, setScalar } from "../tree/fields.ts";

/** A resource that others may refer to, with its identities worked out once. */
interface Candidate {
  readonly resource: BuildResource;
  readonly current: ResourceId;
  readonly original: ResourceId;
  readonly previous: readonly ResourceId[];
}

/** One referrer while its fields are fixed. */
interface Referrer {
  readonly candidate: Candidate;
  /** Namespaces of the service accounts a role binding names. */
  readonly accountNamespaces: ReadonlySet<string>;
}

function sameEnding(left: readonly string[], right: readonly string[]): boolean {
  const [shorter, longer] = left.length > right.length ? [right, left] : [left, right];
  const offset = longer.length - shorter.length;
  if (shorter.length === 0) return offset === 0;
  return shorter.every((part, index) => longer[index + offset] === part);
}

function sameAffixes(left: BuildResource, right: BuildResource, emptyMatches: boolean): boolean {
  const matches = (a: readonly string[], b: readonly string[]): boolean =>
    (emptyMatches && (a.length === 0 || b.length === 0)) || sameEnding(a, b);
  return matches(left.prefixes, right.prefixes) && matches(left.suffixes, right.suffixes);
}

function accountNamespaces({ resource: { node }, current }: Candidate): ReadonlySet<string> {
  const namespaces = new Set<string>();
  if (current.clusterScoped || kindOf(node) !== "RoleBinding") return namespaces;
  const subjects = field(node, "subjects");
  if (subjects?.kind !== "seq") return namespaces;
  for (const [index, subject] of subjects.content.entries()) {
    const namespace = field(subject, "namespace");
    if (namespace === undefined || field(subject, "kind")?.value !== "ServiceAccount") continue;
    if (namespace.tag !== TAG.string && namespace.tag !== TAG.none) {
      refuse(
        "invalid-field",
        { reason: `the namespace of a subject of ${idText(current)} is no text` },
        { path: `subjects[${index}].namespace`, found: namespace.value || "nothing" },
      );
    }
    namespaces.add(namespace.value);
  }
  return namespaces;
}

function couldRefer(
  { candidate: { current }, accountNamespaces: accounts }: Referrer,
  target: Candidate,
): boolean {
  return (
    current.clusterScoped ||
    target.current.clusterScoped ||
    isSameNamespace(target.current, current) ||
    accounts.has(namespaceOf(target.resource.node))
  );
}

function roleOf(node: Node): Gvk | undefined {
  const role = field(node, "roleRef");
  const [group, kind] = [field(role, "apiGroup"), field(role, "kind")];
  if (group === undefined || kind === undefined) return undefined;
  return { group: group.value, version: "", kind: kind.value };
}

/** Fixes the references of a build whose names have changed. */
class NameReferences {
  readonly #byOldName = new Map<string, Candidate[]>();
  readonly #context: BuildContext;

  constructor(candidates: readonly Candidate[], context: BuildContext) {
    this.#context = context;
    for (const candidate of candidates) {
      for (const name of new Set(candidate.previous.map((id) => id.name))) {
        const known = this.#byOldName.get(name);
        if (known === undefined) this.#byOldName.set(name, [candidate]);
        else known.push(candidate);
      }
    }
  }

  #select(
    name: string,
    target: Partial<Gvk>,
    spec: FieldSpec,
    referrer: Referrer,
    accepts: (candidate: Candidate) => boolean,
    withNamespace: boolean,
  ): Candidate | undefined {
    const { candidate } = referrer;
    const role = spec.path.endsWith("roleRef/name") ? roleOf(candidate.resource.node) : undefined;
    const named = (this.#byOldName.get(name) ?? []).filter(
      (other) =>
        couldRefer(referrer, other) &&
        accepts(other) &&
        other.previous.some((id) => isSelected(id, target)) &&
        (role === undefined || other.previous.some((id) => isSelected(id, role))) &&
        this.#reachable(candidate, other),
    );
    if (named.length === 1) return named[0];
    let near = named.filter((other) => sameAffixes(other.resource, candidate.resource, true));
    if (near.length > 1)
      near = near.filter((other) => sameAffixes(other.resource, candidate.resource, false));
    const [first] = near;
    if (first === undefined || near.length === 1) return first;
    return this.#sameInEffect(near, withNamespace) ? first : this.#ambiguous(name, spec, candidate, near);
  }

  #reachable({ current }: Candidate, other: Candidate): boolean {
    return (
      current.clusterScoped ||
      other.current.clusterScoped ||
      kindOf(other.resource.node) === "ServiceAccount" ||
      isSameNamespace(current, other.current)
    );
  }

  #sameInEffect(candidates: readonly Candidate[], withNamespace: boolean): boolean {
    const texts = candidates.map(({ resource: { node } }) =>
      withNamespace ? `${nameOf(node)}\n${namespaceOf(node)}` : nameOf(node),
    );
    return texts.every((text) => text === texts[0]);
  }

  #ambiguous(name: string, spec: FieldSpec, referrer: Candidate, found: readonly Candidate[]): never {
    return refuse(
      "invalid-reference",
      { reason: `${name} in ${idText(referrer.current)} could mean more than one resource` },
      {
        path: spec.path.replaceAll("/", "."),
        found: found.map(({ resource }) => idText(currentId(resource, this.#context.schemas))).join("; "),
        hint: "give them different names",
      },
    );
  }

  #setScalar(node: Node, target: Partial<Gvk>, spec: FieldSpec, referrer: Referrer): void {
    const found = this.#select(node.value, target, spec, referrer, () => true, false);
    if (found === undefined) return;
    const name = nameOf(found.resource.node);
    if (name !== node.value) setScalar(node, scalarNode(name));
  }

  #namespaceTest(node: Node): (candidate: Candidate) => boolean {
    const namespace = field(node, "namespace");
    if (namespace === undefined) return () => true;
    const { value } = namespace;
    if (value === NO_NAMESPACE) return () => false;
    const all = [...this.#byOldName.values()].flat();
    const byOriginal = all.some(({ original }) => effectiveNamespace(original) === value);
    return ({ original, current }) => effectiveNamespace(byOriginal ? original : current) === value;
  }

  #setMap(node: Node, target: Partial<Gvk>, spec: FieldSpec, referrer: Referrer): void {
    const nameNode = field(node, "name");
    if (nameNode === undefined) {
      refuse(
        "invalid-field",
        { reason: `a reference in ${idText(referrer.candidate.current)} has no name` },
        { path: spec.path.replaceAll("/", ".") },
      );
    }
    const oldName = nameNode.value;
    const found = this.#select(oldName, target, spec, referrer, this.#namespaceTest(node), true);
    if (found === undefined) return;
    const [name, namespace] = [nameOf(found.resource.node), namespaceOf(found.resource.node)];
    if (name === oldName && namespace === "") return;
    setField(node, "name", scalarNode(name));
    if (namespace !== "") setField(node, "namespace", scalarNode(namespace));
  }

  fix(node: Node, target: Partial<Gvk>, spec: FieldSpec, referrer: Referrer): void {
    if (isMissingOrNull(node)) return;
    if (node.kind === "scalar") this.#setScalar(node, target, spec, referrer);
    else if (node.kind === "map") this.#setMap(node, target, spec, referrer);
    else for (const element of node.content) this.#fixElement(element, target, spec, referrer);
  }

  #fixElement(element: Node, target: Partial<Gvk>, spec: FieldSpec, referrer: Referrer): void {
    if (element.kind !== "seq") this.fix(element, target, spec, referrer);
    else
      refuse(
        "invalid-field",
        { reason: "a list of lists stands where names are expected" },
        { path: spec.path },
      );
  }
}

interface Rule {
  readonly target: Partial<Gvk>;
  readonly spec: FieldSpec;
}

const RULES = new WeakMap<readonly NameReference[], Map<string, readonly Rule[]>>();

/** The fields of a kind that may hold names; worked out once for a table and a kind. */
function rulesFor(gvk: Gvk, references: readonly NameReference[]): readonly Rule[] {
  const rules = RULES.get(references) ?? new Map<string, readonly Rule[]>();
  RULES.set(references, rules);
  const key = `${gvk.group}/${gvk.version}/${gvk.kind}`;
  const known = rules.get(key);
  if (known !== undefined) return known;
  const found = references.flatMap(({ fieldSpecs, ...target }) =>
    fieldSpecs.filter((spec) => isSelected(gvk, spec)).map((spec) => ({ target, spec })),
  );
  rules.set(key, found);
  return found;
}

/** kustomize compares a null in `apiVersion` with nothing and gives up where it is written out. */
function requireVersion({ resource: { node }, current }: Candidate): void {
  const version = field(node, "apiVersion");
  if (version === undefined || !isNull(version) || version.value === "") return;
  refuse(
    "invalid-resource",
    { reason: `${current.kind} ${current.name} has no apiVersion` },
    { path: "apiVersion", found: version.value },
  );
}

function fixReferrer(candidate: Candidate, rules: readonly Rule[], names: NameReferences): void {
  const { node } = candidate.resource;
  requireVersion(candidate);
  const referrer: Referrer = { candidate, accountNamespaces: accountNamespaces(candidate) };
  for (const { target, spec } of rules) {
    setSpecField(
      node,
      { path: spec.path, ...(spec.create === undefined ? {} : { create: spec.create }) },
      { set: (found) => names.fix(found, target, spec, referrer), create: undefined, tag: TAG.none },
    );
  }
}

/** Writes the present names of resources into the fields that refer to them by a name they had. */
export function fixNameReferences(
  list: ResourceList,
  references: readonly NameReference[],
  context: BuildContext,
): void {
  const mayRefer = list.resources.some(
    (resource) => rulesFor(originalId(resource, context.schemas), references).length > 0,
  );
  if (!mayRefer) {
    list.forgetIds();
    return;
  }
  const candidates = list.resources.map(
    (resource): Candidate => ({
      resource,
      current: currentId(resource, context.schemas),
      original: originalId(resource, context.schemas),
      previous: previousIds(resource),
    }),
  );
  const names = new NameReferences(candidates, context);
  for (const candidate of candidates) {
    const known = rulesFor(candidate.original, references);
    if (known.length > 0)
      placed(
        () => positionOfResource(candidate.resource),
        () => fixReferrer(candidate, known, names),
      );
  }
  list.forgetIds();
}
