/** A set of tests that needs the same things to run; one npm script of a workspace runs its part of a ring. */
export interface Ring {
  readonly name: string;
  /** The npm script. */
  readonly script: string;
  /** What has to be there, and how a person gets it. */
  readonly needs?: { readonly what: string; readonly how: string };
}

/** The rings of `npm test` in the order they run, cheapest first. */
export const RINGS: readonly Ring[] = [
  { name: "pure", script: "test" },
  {
    name: "reference",
    script: "test:reference",
    needs: {
      what: "kustomize v5.8.1, and the interpreters of Argo CD and Flux",
      how: "put Go in PATH (they are then built once); GRAMPUS_KUSTOMIZE names a kustomize",
    },
  },
  {
    name: "workflows",
    script: "test:workflows",
    needs: {
      what: "bash, git, iconv and GNU's commands",
      how: "run it on Linux, which the runners of the workflows are",
    },
  },
  {
    name: "servers",
    script: "test:servers",
    needs: {
      what: "etcd, kube-apiserver and mysqld",
      how: "build the rig and name its folder with GRAMPUS_RIG, or put them in PATH",
    },
  },
  {
    name: "tarballs",
    script: "test:tarballs",
    needs: { what: "the npm registry", how: "connect this machine to it" },
  },
];

const RING_SCRIPT = /^test(:|$)/;

/** Scripts that look like a ring and belong to none, as `workspace: script`. */
export function unknownRingScripts(
  workspaces: readonly { readonly name: string; readonly scripts: readonly string[] }[],
): readonly string[] {
  const known = new Set(RINGS.map((ring) => ring.script));
  return workspaces.flatMap(({ name, scripts }) =>
    scripts
      .filter((script) => RING_SCRIPT.test(script) && !known.has(script))
      .map((script) => `${name}: ${script}`),
  );
}
