import type { SourceLocation } from "@grampus/diagnostics";
import { type DataPath, valueAt } from "../data/data-path.ts";
import { isEqual, type PlainValue } from "../data/plain-data.ts";
import { changedPaths } from "../plan/field-changes.ts";
import type { Locator } from "../position/locate.ts";
import { mergedLayers } from "../resolve/layers.ts";
import type { ResolvedOverlay } from "../resolve/resolve.ts";

/** A field that differs between two releases, and has the same value in an environment all the same. */
export interface ShadowedField {
  /** Path in a definition. */
  readonly path: DataPath;
  readonly before: PlainValue | undefined;
  readonly after: PlainValue | undefined;
  /** Which layer decides instead: an override, or a default of the environment or its platform, or of the API. */
  readonly by: "override" | "retirement" | "environment" | "platform" | "schema default";
  /** Where that layer says it; absent for the schema. */
  readonly source?: SourceLocation;
}

function isRelease({ kind }: { readonly kind: string }): boolean {
  return kind === "release" || kind === "cluster";
}

/** The fields whose change a promotion brings, and which change nothing in the environment: another layer decides. */
export function shadowedFields(
  before: ResolvedOverlay,
  after: ResolvedOverlay,
  locate: Locator,
): readonly ShadowedField[] {
  const stated = ({ layers }: ResolvedOverlay) => layers.find(isRelease)?.settings ?? {};
  const [old, current] = [mergedLayers(before.layers), mergedLayers(after.layers)];
  return changedPaths(stated(before), stated(after), "whole")
    .filter((path) => isEqual(valueAt(old, path), valueAt(current, path)))
    .map((path): ShadowedField => {
      const values = { path, before: valueAt(stated(before), path), after: valueAt(stated(after), path) };
      const deciding = after.layers.findLast(
        (layer) => !isRelease(layer) && valueAt(layer.settings, path) !== undefined,
      );
      if (deciding === undefined) return { ...values, by: "schema default" };
      const { kind, file, at } = deciding;
      const by = kind === "cluster" || kind === "release" ? "schema default" : kind;
      return { ...values, by, source: locate({ file, path: [...at, ...path], part: "value" }) };
    });
}
