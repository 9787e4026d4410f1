import { OWNER_LABEL } from "./labels.ts";

export { ENVIRONMENT_LABEL, OWNER_LABEL, RETIRED_ANNOTATION, TARGET_ANNOTATION } from "./labels.ts";

/** Where one field of a definition stands in the custom resource. */
export interface FieldMapping {
  /** Path in the definition: `["storage", "size"]`. */
  readonly definition: readonly string[];
  /** Path in the custom resource: `["spec", "volumeClaimTemplate", ..., "storage"]`. */
  readonly resource: readonly string[];
  /** Whether environments may give a default for it and override it. */
  readonly overridable: boolean;
  /** How values are written in the custom resource: as they are, or booleans in a map as `ON` and `OFF`. */
  readonly values: "as-is" | "switches";
}

/** The field of a definition whose content stands beside the custom resource: objects that travel with it. */
export const MANIFESTS_FIELD = "manifests";

function identity(definition: string, resource: string): FieldMapping {
  return { definition: [definition], resource: [resource, definition], overridable: false, values: "as-is" };
}

function setting(definition: string, resource: string): FieldMapping {
  return {
    definition: definition.split("."),
    resource: resource.split("."),
    overridable: true,
    values: "as-is",
  };
}

/**
 * Each field of a cluster definition with its field in the custom resource, in the order help and documentation list
 * them. What a definition cannot say is not in this table, and what is not in this table is refused, but for
 * {@link MANIFESTS_FIELD}. `owner` is one label among `labels`; no other field lies inside another.
 */
export const FIELD_MAP: readonly FieldMapping[] = [
  identity("name", "metadata"),
  {
    definition: ["owner"],
    resource: ["metadata", "labels", OWNER_LABEL],
    overridable: false,
    values: "as-is",
  },
  setting("labels", "metadata.labels"),
  setting("annotations", "metadata.annotations"),
  setting("version", "spec.version"),
  setting("repository", "spec.repository"),
  setting("imagePullSecret", "spec.imagePullSecret"),
  setting("members", "spec.members"),
  setting("abandonedMembers", "spec.abandonedMembers"),
  identity("baseServerId", "spec"),
  identity("multiMaster", "spec"),
  setting("storage.size", "spec.volumeClaimTemplate.spec.resources.requests.storage"),
  setting("storage.class", "spec.volumeClaimTemplate.spec.storageClassName"),
  setting("storage.accessModes", "spec.volumeClaimTemplate.spec.accessModes"),
  setting("storage.labels", "spec.volumeClaimTemplate.metadata.labels"),
  setting("storage.annotations", "spec.volumeClaimTemplate.metadata.annotations"),
  { ...setting("variables", "spec.variables"), values: "switches" },
  setting("resources", "spec.resources.server"),
  setting("nodeSelector", "spec.nodeSelector"),
  setting("affinity", "spec.affinity"),
  setting("tolerations", "spec.tolerations"),
  setting("securityContext", "spec.securityContext"),
  setting("pods.labels", "spec.podTemplate.metadata.labels"),
  setting("pods.annotations", "spec.podTemplate.metadata.annotations"),
  setting("pods.priorityClassName", "spec.podTemplate.priorityClassName"),
  setting("pods.topologySpreadConstraints", "spec.podTemplate.topologySpreadConstraints"),
  setting("rootPasswordSecret", "spec.rootPasswordSecret.name"),
  setting("tlsSecret", "spec.sslSecret.name"),
  setting("configMap", "spec.config.name"),
  setting("maxSecondaryLag", "spec.maxSecondaryLag"),
  setting("updateStrategy", "spec.updateStrategy"),
  setting("deletionPolicy", "spec.deletionPolicy"),
  setting("deletionProtection", "spec.deletionProtection"),
];
