import { ARGOCD } from "../gitops/argocd.ts";
import { controllersAreMissing } from "../gitops/controllers.ts";
import { FLUX } from "../gitops/flux.ts";
import { proveTool } from "../gitops/prove.ts";
import type { Tool } from "../gitops/tool.ts";
import type { Scenario } from "../scenario.ts";

function scenarioOf(tool: Tool): Scenario {
  return {
    name: `gitops: ${tool.name} syncs a fleet`,
    needsRig: true,
    emptiesCluster: true,
    missing: ({ root }) => controllersAreMissing(root, tool.name),
    run: (stage) => proveTool(stage, tool),
  };
}

/** A fleet from an empty cluster on, by commits alone, through the real Flux. */
export const flux = scenarioOf(FLUX);

/** The same through the real Argo CD. */
export const argocd = scenarioOf(ARGOCD);
