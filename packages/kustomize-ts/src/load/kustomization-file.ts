import type { Kustomization } from "../model/kustomization.ts";
import type { Node } from "../yaml/node.ts";

/** A Kustomization and where it stands. */
export interface KustomizationFile {
  readonly kustomization: Kustomization;
  readonly node: Node;
  readonly path: string;
  readonly name: string;
}
