import type { Node } from "go-yaml-ts";
import type { Kustomization } from "../types/kustomization.ts";

/** A Kustomization and the tree it was decoded from. */
export interface KustomizationText {
  readonly kustomization: Kustomization;
  readonly node: Node;
}

/** A Kustomization and where it stands. */
export interface KustomizationFile extends KustomizationText {
  readonly path: string;
  readonly name: string;
}
