export { changeClasses, changeClassOf, compareChangeClasses, highestChangeClass } from "./change-class.ts";
export type { Cluster } from "./cluster.ts";
export { DNS_LABEL, LONGEST_CLUSTER_NAME } from "./cluster-name.ts";
export type {
  ClusterResources,
  ClusterSpec,
  PodTemplate,
  PodTemplateMetadata,
  UpdateStrategy,
  Version,
} from "./cluster-spec.ts";
export type { ClusterStatus, Condition, MemberStatus } from "./cluster-status.ts";
export { compareVersions } from "./compare-values.ts";
export { withDefaults } from "./defaults.ts";
export { type Duration, durationMs } from "./duration.ts";
export { fieldAt, fieldPath } from "./field-path.ts";
export {
  type CustomResourceDefinition,
  customResourceDefinitions,
  type StructuralSchema,
} from "./generated/definitions.js";
export {
  CHANGE_CLASSES,
  type ChangeClass,
  FIELDS as fields,
  type FieldDescription,
  REFUSED_FIELDS as refusedFields,
  RULES as rules,
  type RuleDescription,
} from "./generated/tables.js";
export { API_VERSION, CLUSTER_KIND, GROUP, type Kind, VERSION } from "./group.ts";
export * from "./health/index.ts";
export type {
  Affinity,
  NodeAffinity,
  NodeFieldRequirement,
  NodeSelector,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  PodAffinity,
  PodAffinityTerm,
  PreferredSchedulingTerm,
  WeightedPodAffinityTerm,
} from "./kubernetes/affinity.ts";
export type { ObjectMeta } from "./kubernetes/object-meta.ts";
export type { LocalObjectReference } from "./kubernetes/references.ts";
export type { ResourceList, ResourceRequirements } from "./kubernetes/resources.ts";
export type { Quantity } from "./kubernetes/scalars.ts";
export type { Toleration, TopologySpreadConstraint } from "./kubernetes/scheduling.ts";
export type {
  PodSecurityContext,
  ProfileReference,
  SELinuxOptions,
  Sysctl,
} from "./kubernetes/security-context.ts";
export type { LabelSelector, LabelSelectorRequirement } from "./kubernetes/selectors.ts";
export type {
  AccessMode,
  VolumeClaimMetadata,
  VolumeClaimSpec,
  VolumeClaimTemplate,
  VolumeResourceRequirements,
} from "./kubernetes/volume-claim.ts";
export {
  CLUSTER_LABEL,
  MANAGED_BY,
  RECOMMENDED_LABELS,
  REVISION_ANNOTATION,
  ROLE_LABEL,
  ROLES,
} from "./labels.ts";
export { baseServerIdOf, MOST_MEMBERS, wantedMembers } from "./members.ts";
export { normalize } from "./normalize.ts";
export { isPlainObject } from "./plain-object.ts";
export { compareQuantities, parseQuantity } from "./quantity.ts";
export * from "./server-variables/index.ts";
export { validate, validateTransition } from "./validate.ts";
export type { ServerVariables, ServerVariableValue } from "./variables.ts";
export { pathText, type Violation } from "./violation.ts";
