import type { PlainObject, PlainValue } from "../data/plain-data.ts";

/** An object that travels with a cluster, as a release holds it. */
export interface ReleasedManifest {
  /** Name of its file, without ending. */
  readonly file: string;
  /** Its place among the objects of the file, from 0. */
  readonly index: number;
  readonly value: PlainValue;
}

/** A numbered copy of a cluster's definition and of the base rendered from it. It never changes. */
export interface Release {
  readonly cluster: string;
  readonly number: number;
  /** Path of its folder. */
  readonly directory: string;
  /** `sha256:` and the digest of its list of digests. */
  readonly digest: string;
  /** What the author of the definition stated. */
  readonly settings: PlainObject;
  /** The texts of its files by path relative to the fleet's root. */
  readonly files: ReadonlyMap<string, string>;
  /** The Cluster of its base, as the file says. */
  readonly manifest: PlainObject;
  /** The objects of its base that travel with the Cluster. */
  readonly manifests: readonly ReleasedManifest[];
}

/** The file of a release that holds the definition. */
export const DEFINITION_DATA = "definition.json";

/** The field of that file which holds what the author stated. */
export const SETTINGS_FIELD = "settings";

/** The file of a release that holds the digests of all others, as `sha256sum` writes and checks them. */
export const CHECKSUMS = "SHA256SUMS";

/** The form of releases that this Grampus writes, and the newest it reads. */
export const RELEASE_FORMAT = 1;
