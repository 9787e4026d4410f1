import { readdirSync } from "node:fs";
import path from "node:path";

/** The root of this repository, whose fleet is proven. */
export const REPOSITORY = path.resolve(import.meta.dirname, "../../..");

/** One overlay of the repository. */
export interface OverlayPath {
  readonly environment: string;
  readonly cluster: string;
  /** Relative to the repository's root. */
  readonly directory: string;
}

/** Names of the repository's environments, in name order. */
export const ENVIRONMENTS: readonly string[] = readdirSync(path.join(REPOSITORY, "environments")).sort();

/** Every committed overlay, in the order of environment and cluster. */
export const OVERLAYS: readonly OverlayPath[] = ENVIRONMENTS.flatMap((environment) =>
  readdirSync(path.join(REPOSITORY, "environments", environment, "clusters"))
    .sort()
    .map((cluster) => ({
      environment,
      cluster,
      directory: `environments/${environment}/clusters/${cluster}`,
    })),
);
