import { type Cluster, GROUP, REVISION_ANNOTATION } from "@grampus/api";
import { contentDigest } from "../digest.ts";
import type { ClaimTemplate, PodTemplateSpec, StatefulSet } from "../kubernetes/index.ts";
import { objectLabels, selectorLabels } from "../labels.ts";
import { TEMPLATE_PARTS_ANNOTATION } from "../member/template-parts.ts";
import { claimTemplateName, serviceNames } from "../names.ts";
import { clusterMetadata } from "./metadata.ts";

/** Annotation with the digest of what a StatefulSet cannot change: another value means that it is made anew. */
export const CLAIMS_REVISION_ANNOTATION = `${GROUP}/claims-revision` as const;

/** Annotation with the `metadata.generation` that the operator's last write gave: another one is a change by others. */
export const APPLIED_GENERATION_ANNOTATION = `${GROUP}/applied-generation` as const;

/** Annotation with the span in which the template was not what the operator wrote: two times with a slash between. */
export const TEMPLATE_DRIFT_ANNOTATION = `${GROUP}/template-drift` as const;

function claimTemplate(cluster: Cluster): ClaimTemplate {
  const { metadata, spec = {} } = cluster.spec?.volumeClaimTemplate ?? {};
  return {
    metadata: {
      name: claimTemplateName(cluster),
      labels: { ...metadata?.labels, ...objectLabels(cluster.metadata.name) },
      ...(metadata?.annotations === undefined ? {} : { annotations: metadata.annotations }),
    },
    spec,
  };
}

/** The template without what only tells of it: to tell more is no reason to apply the StatefulSet again. */
function withoutParts({ metadata, spec }: PodTemplateSpec): PodTemplateSpec {
  const { [TEMPLATE_PARTS_ANNOTATION]: parts, ...annotations } = metadata.annotations ?? {};
  return { metadata: { ...metadata, annotations }, spec };
}

/**
 * The members' StatefulSet. All pods start at once, which a full outage needs, and none is replaced by itself: the
 * operator deletes pods in the order that costs least. Claims outlive it.
 */
export function statefulSet(cluster: Cluster, template: PodTemplateSpec, replicas: number): StatefulSet {
  const { name } = cluster.metadata;
  const claims = [claimTemplate(cluster)];
  const spec = {
    serviceName: serviceNames(name).members,
    replicas,
    podManagementPolicy: "Parallel",
    updateStrategy: { type: "OnDelete" },
    persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: "Retain" },
    selector: { matchLabels: selectorLabels(name) },
    template,
    volumeClaimTemplates: claims,
  } as const;
  return {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: clusterMetadata(cluster, name, {
      [REVISION_ANNOTATION]: contentDigest({ ...spec, template: withoutParts(template) }),
      [CLAIMS_REVISION_ANNOTATION]: contentDigest(claims),
    }),
    spec,
  };
}
