/** A tree of files and the directory in it that is built. */
export interface CorpusCase {
  /** `area/name`, unique. */
  readonly name: string;
  /** Texts by path; bytes where a file is no text. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** The directory to build; the root when it is missing. */
  readonly directory?: string;
}

/** Cases of one area from kustomization files over the same other files. */
export function casesOver(
  area: string,
  shared: Readonly<Record<string, string | Uint8Array>>,
  kustomizations: Readonly<Record<string, string>>,
): readonly CorpusCase[] {
  return Object.entries(kustomizations).map(([name, text]) => ({
    name: `${area}/${name}`,
    files: { ...shared, "kustomization.yaml": text },
  }));
}

/** Cases of one area from resources that are built as they are. */
export function casesOfResources(
  area: string,
  resources: Readonly<Record<string, string>>,
): readonly CorpusCase[] {
  return Object.entries(resources).map(([name, text]) => ({
    name: `${area}/${name}`,
    files: { "kustomization.yaml": "resources:\n- resource.yaml\n", "resource.yaml": text },
  }));
}
