import type { KubernetesObject, PodTemplateSpec } from "@grampus/resources";
import type { ForeignField } from "../cluster/observation/objects.ts";
import { fresh, NO_TAG, type Stored, type World } from "../model/world.ts";

/** What a person can make of an object, and which field that is. */
function changed(
  world: World,
  content: KubernetesObject,
): readonly [KubernetesObject, ForeignField["path"]] | undefined {
  switch (content.kind) {
    case "Service": {
      const { spec } = content;
      if (world.random.chance(0.3))
        return [{ ...content, spec: { ...spec, type: "ClusterIP", ports: [] } }, ["spec", "ports"]];
      return [
        { ...content, spec: { ...spec, selector: { ...spec.selector, foo: "bar" } } },
        ["spec", "selector"],
      ];
    }
    case "PodDisruptionBudget":
      return [{ ...content, spec: { ...content.spec, maxUnavailable: 3 } }, ["spec", "maxUnavailable"]];
    case "ConfigMap":
      if (content.immutable === true) return undefined;
      return [{ ...content, data: { ...content.data, "extra.cnf": "" } }, ["data", "extra.cnf"]];
    default:
      return undefined;
  }
}

/** Somebody changes an object of the operator's by hand. */
export function changeObject(world: World, key: string | undefined): void {
  const { objects } = world.api;
  const stored: Stored<KubernetesObject> | undefined = key === undefined ? undefined : objects.get(key);
  const change = stored === undefined ? undefined : changed(world, stored.content);
  if (key === undefined || stored === undefined || change === undefined) return;
  const [content, path] = change;
  const foreign = [...(stored.foreign ?? []), { manager: "kubectl-patch", path, setAt: world.now }];
  objects.set(key, { ...stored, resourceVersion: fresh(world), content, foreign });
}

function withImage(template: PodTemplateSpec, image: string): PodTemplateSpec {
  const containers = template.spec.containers.map((container) => ({ ...container, image }));
  return { ...template, spec: { ...template.spec, containers } };
}

/** Somebody changes the template of the StatefulSet by hand: to an image that is not there, or otherwise. */
export function changeTemplate(world: World): void {
  const { set } = world.api;
  if (set === undefined || set.deleting) return;
  const { spec } = set.content;
  const template = world.random.chance(0.5)
    ? withImage(spec.template, `mysql:${NO_TAG}`)
    : { ...spec.template, metadata: { ...spec.template.metadata, labels: { foo: "bar" } } };
  world.api.set = {
    ...set,
    resourceVersion: fresh(world),
    generation: set.generation + 1,
    driftedAt: set.driftedAt ?? world.now,
    content: { ...set.content, spec: { ...spec, template } },
  };
}
