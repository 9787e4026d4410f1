import { REVISION_ANNOTATION } from "@grampus/api";
import { type StatefulSet, TEMPLATE_DRIFT_ANNOTATION, TEMPLATE_PARTS_ANNOTATION } from "@grampus/resources";
import { TEMPLATE_LINGERS_MS, UNKNOWN_DRIFT_COUNTS_MS } from "../../timing.ts";
import type { ObservedPod, ObservedStatefulSet, TimeSpan } from "../observation/objects.ts";
import { isAsWritten } from "./as-applied.ts";

/** A span as the annotation on the StatefulSet has it. */
function timeSpanText({ from, until }: TimeSpan): string {
  return [from, until].map((time) => new Date(time).toISOString()).join("/");
}

/** The span in the annotation's text; `undefined` when it is none. */
export function readTimeSpan(text: string | undefined): TimeSpan | undefined {
  const [from = Number.NaN, until = Number.NaN] = (text ?? "").split("/").map((time) => Date.parse(time));
  return Number.isNaN(from) || Number.isNaN(until) ? undefined : { from, until };
}

function isInTemplate(path: readonly unknown[]): boolean {
  return path[0] === "spec" && path[1] === "template";
}

/** Since when the template may be another one; what was only taken out of it belongs to nobody, and has no time. */
function since({ foreign }: ObservedStatefulSet): number | undefined {
  const inTemplate = foreign.filter(({ path }) => isInTemplate(path));
  if (foreign.length > 0 && inTemplate.length === 0) return undefined;
  return inTemplate.reduce(
    (first, { setAt = 0 }) => Math.min(first, setAt),
    inTemplate.length === 0 ? 0 : Infinity,
  );
}

function isWithin({ createdAt }: ObservedPod, span: TimeSpan): boolean {
  return createdAt >= span.from && createdAt <= span.until;
}

/**
 * Pods that were made from a template that somebody had changed, and that was put back since: they carry the words of
 * the present one, and only the controller's own count of templates tells them apart. Whoever is older than that change
 * is none of them, so that no upgrade of Kubernetes, which may count anew, restarts anybody. Where nobody knows when that
 * was, whoever runs and tells of other parts is none of them either, and after an hour nobody who runs is.
 */
export function madeFromDrift(
  pods: readonly ObservedPod[],
  found: ObservedStatefulSet | undefined,
  { spec }: StatefulSet,
  now: number,
): readonly ObservedPod[] {
  if (found?.templateDrift === undefined || found.controllerRevision === undefined || !isAsWritten(found))
    return [];
  const { templateDrift, controllerRevision } = found;
  const { annotations = {} } = spec.template.metadata;
  const isRecent = now <= templateDrift.until + UNKNOWN_DRIFT_COUNTS_MS;
  const isAlike = ({ templateParts }: ObservedPod) =>
    templateParts === annotations[TEMPLATE_PARTS_ANNOTATION];
  return pods.filter(
    (pod) =>
      pod.revision === annotations[REVISION_ANNOTATION] &&
      (templateDrift.from > 0 || pod.trouble !== undefined || (isRecent && isAlike(pod))) &&
      pod.controllerRevision !== undefined &&
      pod.controllerRevision !== controllerRevision &&
      isWithin(pod, templateDrift),
  );
}

/** Whether the mark on the StatefulSet has served: no pod of a changed template is left, and none can come any more. */
function isDriftSpent(
  pods: readonly ObservedPod[],
  found: ObservedStatefulSet,
  asked: StatefulSet,
  now: number,
): boolean {
  const { templateDrift, controllerRevision } = found;
  if (templateDrift === undefined || controllerRevision === undefined || now <= templateDrift.until)
    return false;
  return isAsWritten(found) && madeFromDrift(pods, found, asked, now).length === 0;
}

function marked(asked: StatefulSet, span: TimeSpan): StatefulSet {
  const annotations = { ...asked.metadata.annotations, [TEMPLATE_DRIFT_ANNOTATION]: timeSpanText(span) };
  return { ...asked, metadata: { ...asked.metadata, annotations } };
}

/** A StatefulSet in the place of one that is gone, and whose template nobody knows any more: its pods may be of another. */
export function overOrphans(asked: StatefulSet, pods: readonly ObservedPod[], now: number): StatefulSet {
  return pods.length === 0 ? asked : marked(asked, { from: 0, until: now + TEMPLATE_LINGERS_MS });
}

/**
 * The StatefulSet as it is to be written over the one that was found: with the span in which its template was another
 * one, for as long as there may be pods of that.
 */
export function withTemplateDrift(
  asked: StatefulSet,
  found: ObservedStatefulSet,
  pods: readonly ObservedPod[],
  now: number,
): StatefulSet {
  const before = isDriftSpent(pods, found, asked, now) ? undefined : found.templateDrift;
  const isDrifting = found.appliedGeneration !== undefined && !isAsWritten(found);
  const begun = isDrifting ? since(found) : undefined;
  const spans = [
    ...(before === undefined ? [] : [before]),
    ...(begun === undefined ? [] : [{ from: begun, until: now + TEMPLATE_LINGERS_MS }]),
  ];
  if (spans.length === 0) return asked;
  return marked(asked, {
    from: Math.min(...spans.map(({ from }) => from)),
    until: Math.max(...spans.map(({ until }) => until)),
  });
}
