import { memberName } from "@grampus/resources";
import type { PlannedCluster } from "../plan/fleet-plan.ts";
import { fenced } from "./markdown-text.ts";

/** A name as a label of a picture: only what names of Kubernetes are made of. */
function label(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9.-]/g, "_");
}

function side(id: string, title: string, members: readonly string[]): readonly string[] {
  const nodes = members.map((member, index) => `    ${id}${index}["${label(member)}"]`);
  const empty = `    ${id}0["nothing"]`;
  return [`  subgraph ${id}["${title}"]`, ...(nodes.length === 0 ? [empty] : nodes), "  end"];
}

/** A picture of the members before and after; undefined where they stay the same. */
export function topologyPicture(planned: PlannedCluster): string | undefined {
  const { cluster, plan } = planned;
  if (plan.members.before === plan.members.after) return undefined;
  const named = (count: number) =>
    Array.from({ length: count }, (_, ordinal) => memberName(cluster, ordinal));
  const [before, after] = [named(plan.members.before), named(plan.members.after)];
  return fenced(
    [
      "flowchart LR",
      ...side("before", `before: ${before.length}`, before),
      ...side("after", `after: ${after.length}`, after),
      "  before --> after",
    ],
    "mermaid",
  );
}
