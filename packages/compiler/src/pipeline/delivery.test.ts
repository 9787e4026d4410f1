import { build, memoryFileSystem } from "kustomize-ts";
import { afterEach, expect, test } from "vitest";
import { diagnosticsText } from "../testing/diagnostics-text.ts";
import { clusterText, type FleetDirectory, fleetDirectory } from "../testing/fleet-directory.ts";
import { compile } from "./compile.ts";

let fleet: FleetDirectory;

afterEach(() => fleet.remove());

function environment(name: string, clusters: readonly string[], body: string): string {
  const imports = clusters.map((one) => `import ${one} from "../../clusters/${one}/cluster.ts";\n`).join("");
  return `import { argocd, defineEnvironment, flux, kubernetes, sharedNamespace } from "@grampus/dsl";
${imports}
export default defineEnvironment({
  name: "${name}",
  platform: kubernetes(),
  ${body}
  clusters: { ${clusters.join(", ")} },
});
`;
}

const CLUSTERS = {
  "clusters/billing/cluster.ts": clusterText('  name: "billing",'),
  "clusters/orders/cluster.ts": clusterText('  name: "orders",'),
  "clusters/shop/cluster.ts": clusterText('  name: "shop",'),
};

const REPOSITORY = 'repository: "https://git.example.com/acme/fleet.git"';

function delivered(delivery: string, clusters: readonly string[] = ["billing", "orders", "shop"]) {
  return {
    ...CLUSTERS,
    "environments/prod/environment.ts": environment(
      "prod",
      clusters,
      `namespace: "mysql-prod", rings: { canary: ["orders"], early: ["shop"] },\n  delivery: ${delivery},`,
    ),
  };
}

async function compiled(files: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>> {
  fleet = fleetDirectory(files);
  const result = await compile({ root: fleet.root, selection: {} });
  if (result.kind === "refused") throw new RangeError(diagnosticsText(fleet.root, result.diagnostics));
  return fleet.generated();
}

function gitopsText(files: Readonly<Record<string, string>>): string {
  return Object.entries(files)
    .filter(([file]) => file.includes("/gitops/"))
    .map(([file, text]) => `=== ${file}\n${text}`)
    .join("");
}

test("the whole folder of Flux, in a monorepo, with rings, credentials and a remote cluster", async () => {
  const settings = `${REPOSITORY}, branch: "live", path: "platform/mysql", secret: "fleet-credentials", interval: "5m", kubeConfig: "prod-eu"`;
  expect(gitopsText(await compiled(delivered(`flux({ ${settings} })`)))).toMatchSnapshot();
});

test("the whole folder of Flux, in shards", async () => {
  const files = await compiled(delivered(`flux({ ${REPOSITORY}, path: "platform/mysql", shards: 2 })`));
  expect(gitopsText(files)).toMatchSnapshot();
});

test("a registry is read by its tag", async () => {
  const files = await compiled(
    delivered('flux({ repository: "oci://registry.example.com/acme/fleet", tag: "live" })'),
  );
  const [, source] = (files["environments/prod/gitops/source.yaml"] ?? "").split("spec:\n");
  expect(source).toBe(
    "  interval: 1m0s\n  ref:\n    tag: live\n  url: oci://registry.example.com/acme/fleet\n",
  );
  expect(files["environments/prod/gitops/source.yaml"]).toContain("kind: OCIRepository\n");
  expect(files["environments/prod/gitops/clusters/orders.yaml"]).toContain("kind: OCIRepository\n");
});

test.each(["flux", "argocd"])(
  "what %s() writes builds, and its paths are folders of the output",
  async (tool) => {
    const files = await compiled(delivered(`${tool}({ ${REPOSITORY} })`));
    const built = build("environments/prod/gitops", { fs: memoryFileSystem(new Map(Object.entries(files))) });
    if (built.kind === "refused") throw new RangeError(JSON.stringify(built.diagnostics));
    const paths = [...built.yaml().matchAll(/^ +path: (?:\.\/)?(.*)$/gm)].map(([, path]) => path);
    expect(paths.length).toBe(5);
    expect(paths.filter((path) => files[`${path}/kustomization.yaml`] === undefined)).toEqual([]);
  },
);

test.each(["flux", "argocd"])("the order in which %s() clusters are listed changes nothing", async (tool) => {
  const delivery = `${tool}({ ${REPOSITORY} })`;
  const one = gitopsText(await compiled(delivered(delivery)));
  fleet.remove();
  expect(gitopsText(await compiled(delivered(delivery, ["shop", "orders", "billing"])))).toBe(one);
});

test("clusters of an environment with a shared operator wait for the one that another environment delivers", async () => {
  const shared = 'target: "k1",';
  const files = await compiled({
    ...CLUSTERS,
    "environments/a/environment.ts": environment(
      "a",
      ["orders"],
      `namespace: "mysql-a", ${shared} delivery: flux({ ${REPOSITORY} }),`,
    ),
    "environments/b/environment.ts": environment(
      "b",
      ["billing", "shop"],
      `namespace: "mysql-b", ${shared} operator: "shared", delivery: flux({ ${REPOSITORY}, namespace: "flux-system" }),`,
    ),
  });
  const text = files["environments/b/gitops/clusters/billing.yaml"];
  expect(text).toContain("- name: a.operator.grampus\n");
  expect(text).toContain("- name: b.operator.grampus\n");
  expect(files["environments/b/gitops/operator.yaml"]).toContain("- name: a.operator.grampus\n");
});

test("the folder goes when nothing delivers the environment any more", async () => {
  await compiled(delivered(`flux({ ${REPOSITORY} })`));
  fleet.write({
    "environments/prod/environment.ts": environment(
      "prod",
      ["billing", "orders", "shop"],
      'namespace: "mysql-prod",',
    ),
  });
  await compile({ root: fleet.root, selection: {} });
  expect(gitopsText(fleet.generated())).toBe("");
});

test.each([
  ["no repository", "flux({} as never)"],
  ["no URL", 'flux({ repository: "acme/fleet" })'],
  ["a file", 'flux({ repository: "file:///srv/fleet.git" })'],
  ["a password", 'argocd({ repository: "https://alice:secret@git.example.com/acme/fleet.git" })'],
  [
    "a token in the place of a user",
    'argocd({ repository: "https://ghp_x@git.example.com/acme/fleet.git" })',
  ],
  ["a branch of a registry", 'flux({ repository: "oci://registry.example.com/acme/fleet", branch: "live" })'],
  ["a tag of a repository", `flux({ ${REPOSITORY}, tag: "live" })`],
  ["a registry for Argo CD", 'argocd({ repository: "oci://registry.example.com/acme/fleet" })'],
  ["a folder above the repository", `flux({ ${REPOSITORY}, path: "../fleet" })`],
  ["a branch that is none", `flux({ ${REPOSITORY}, branch: "a..b" })`],
  ["a namespace that is none", `argocd({ ${REPOSITORY}, namespace: "Argo CD" })`],
  ["an interval that is none", `flux({ ${REPOSITORY}, interval: "often" as never })`],
  ["no shard", `flux({ ${REPOSITORY}, shards: 0 })`],
  ["a part of a shard", `flux({ ${REPOSITORY}, shards: 2.5 })`],
  ["more shards than are worth it", `flux({ ${REPOSITORY}, shards: 65 })`],
  ["shards for Argo CD", `argocd({ ${REPOSITORY}, shards: 2 } as never)`],
  [
    "a ring whose name no shard can have",
    `flux({ ${REPOSITORY}, shards: 2 }), rings: { "Canary ring": ["orders"] }`,
  ],
  [
    "a ring whose shards would have a long name",
    `flux({ ${REPOSITORY}, shards: 2 }), rings: { "${"r".repeat(50)}": ["orders"] }`,
  ],
  ["a setting that is none", `flux({ ${REPOSITORY}, pat: "fleet" } as never)`],
  ["the short form of an SSH URL", 'flux({ repository: "git@git.example.com:acme/fleet.git" })'],
  ["a URL with backslashes", 'flux({ repository: "https://git.example.com\\\\acme" })'],
  ["a URL of a whole server", 'argocd({ repository: "https://git.example.com//" })'],
  ["SSH without a key", 'flux({ repository: "ssh://git@git.example.com/acme/fleet.git" })'],
  [
    "a URL that a project reads as a pattern",
    'argocd({ repository: "https://[2001:db8::1]/acme/fleet.git" })',
  ],
  ["all clusters of Argo CD", `argocd({ ${REPOSITORY}, destination: { name: "*" } })`],
  ["all clusters but one", `argocd({ ${REPOSITORY}, destination: { name: "!prod" } })`],
  ["a server with a space", `argocd({ ${REPOSITORY}, destination: { server: " https://eu.example.com" } })`],
  ["a branch with a template in it", `argocd({ ${REPOSITORY}, branch: "{{.name}}" })`],
  ["a folder with a dot before it", `flux({ ${REPOSITORY}, path: "./platform/mysql/" })`],
  ["the root, said", `flux({ ${REPOSITORY}, path: "." })`],
  [
    "a ring that is named by a number",
    `flux({ ${REPOSITORY} }), rings: { canary: ["orders"], "1": ["shop"] }`,
  ],
  ["two destinations", `argocd({ ${REPOSITORY}, destination: { name: "a", server: "https://b" } })`],
  ["another tool", '{ kind: "jenkins", settings: {} } as never'],
  ["a ring with a cluster that is not listed", `flux({ ${REPOSITORY} }), rings: { canary: ["order"] }`],
])("%s is refused at its place", async (_, delivery) => {
  fleet = fleetDirectory(delivered(delivery));
  const result = await compile({ root: fleet.root, selection: {} });
  expect(result.kind).toBe("refused");
  if (result.kind === "refused") expect(diagnosticsText(fleet.root, result.diagnostics)).toMatchSnapshot();
  expect(fleet.generated()).toEqual({});
});

test("names that are longer than a label are refused where they are written", async () => {
  const name = `p${"x".repeat(50)}`;
  fleet = fleetDirectory({
    "clusters/orders/cluster.ts": CLUSTERS["clusters/orders/cluster.ts"],
    [`clusters/o${"y".repeat(30)}/cluster.ts`]: clusterText(`  name: "o${"y".repeat(30)}",`),
    [`environments/${name}/environment.ts`]: environment(
      name,
      ["orders", `o${"y".repeat(30)}`],
      `namespace: "mysql", delivery: flux({ ${REPOSITORY} }),`,
    ),
  });
  const result = await compile({ root: fleet.root, selection: {} });
  expect(result.kind === "refused" ? diagnosticsText(fleet.root, result.diagnostics) : "").toMatchSnapshot();
});

test.each([
  ["flux", "", 46],
  ["argocd", "", 43],
  ["argocd", ", applicationSet: true", 43],
])("an environment that %s(%s) delivers has a name of up to %s characters", async (tool, more, longest) => {
  for (const length of [longest, longest + 1]) {
    const name = "p".repeat(length);
    fleet = fleetDirectory({
      "clusters/orders/cluster.ts": CLUSTERS["clusters/orders/cluster.ts"],
      [`environments/${name}/environment.ts`]: environment(
        name,
        ["orders"],
        `namespace: "mysql", delivery: ${tool}({ ${REPOSITORY}${more} }),`,
      ),
    });
    const result = await compile({ root: fleet.root, selection: {} });
    expect(result.kind).toBe(length === longest ? "written" : "refused");
    const names = Object.values(fleet.generated()).flatMap((text) => [
      ...text.matchAll(/^ {2}name: (.*)$/gm),
    ]);
    expect(names.filter(([, one = ""]) => one.length > 63)).toEqual([]);
    if (length === longest) fleet.remove();
  }
});
