import { closest } from "@grampus/diagnostics";
import type { BuildContext } from "../build/context.ts";
import { idText, type ResourceId } from "../resource/id.ts";
import type { ResourceList } from "../resource/list.ts";
import { currentId } from "../resource/resource.ts";

const MOST = 10;

/** What to say about an identity that no resource has: the nearest one, or those there are. */
export function closestId(
  list: ResourceList,
  id: ResourceId,
  context: BuildContext,
): { readonly hint?: string; readonly allowed?: string } {
  const known = list.resources.map((resource) => idText(currentId(resource, context.schemas)));
  const guess = closest(idText(id), known);
  if (guess !== undefined) return { hint: `did you mean ${guess}?` };
  if (known.length === 0) return {};
  const rest = known.length > MOST ? ` and ${known.length - MOST} more` : "";
  return { allowed: `${known.slice(0, MOST).join("; ")}${rest}` };
}
