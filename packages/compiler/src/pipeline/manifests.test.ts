import { afterEach, expect, test } from "vitest";
import { diagnosticsText } from "../testing/diagnostics-text.ts";
import { type FleetDirectory, fleetDirectory } from "../testing/fleet-directory.ts";
import { check } from "./check.ts";
import { compile } from "./compile.ts";
import { render } from "./render.ts";

let fleet: FleetDirectory | undefined;

afterEach(() => fleet?.remove());

const CNF = "[mysqld]\nsort_buffer_size=1M\n";

const POLICIES = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: orders
spec:
  podSelector: {}
  policyTypes:
  - Ingress
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: orders-sites
data:
  sites: "yes"
  primary: a
`;

const ORDERS = `import { defineCluster } from "@grampus/dsl";
import cnf from "./my.cnf";
import policies from "./policies.yaml";

export default defineCluster({
  name: "orders",
  configMap: "orders-cnf",
  manifests: {
    policies,
    "my-cnf": { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "orders-cnf" }, data: { "my.cnf": cnf } },
  },
});
`;

function environment(body: string, name = "dev"): Readonly<Record<string, string>> {
  return {
    [`environments/${name}/environment.ts`]: `import { append, defineEnvironment, kubernetes, override, unset } from "@grampus/dsl";
import orders from "../../clusters/orders/cluster.ts";
export default defineEnvironment({
  name: "${name}",
  namespace: "mysql-${name}",
  platform: kubernetes(),
${body}
});
`,
  };
}

const FILES: Readonly<Record<string, string>> = {
  "clusters/orders/cluster.ts": ORDERS,
  "clusters/orders/my.cnf": CNF,
  "clusters/orders/policies.yaml": POLICIES,
};

/** Compiles a fleet with manifests, and gives the messages, or the files that were written. */
async function compiled(
  files: Readonly<Record<string, string>>,
): Promise<string | Readonly<Record<string, string>>> {
  fleet?.remove();
  fleet = fleetDirectory({ ...FILES, ...files });
  const result = await compile({ root: fleet.root, selection: {} });
  const messages = diagnosticsText(
    fleet.root,
    result.diagnostics.filter(({ severity }) => severity !== "info"),
  );
  if (result.kind === "refused") return messages;
  expect(messages).toBe("");
  return fleet.generated();
}

/** The objects of an overlay as kustomize builds them: kind, name, namespace. */
async function overlayObjects(): Promise<readonly unknown[]> {
  const rendered = await render({
    root: fleet?.root ?? "",
    selection: { environment: "dev", cluster: "orders" },
  });
  expect(rendered.kind).toBe("rendered");
  return rendered.kind === "rendered" ? rendered.overlays.flatMap(({ objects }) => objects) : [];
}

const LISTED = environment("  clusters: { orders },");

test("manifests of a cluster are listed in its base before the Cluster, and get the environment's namespace", async () => {
  const files = await compiled(LISTED);
  const base = Object.entries(files).filter(([file]) => file.startsWith("clusters/orders/base/"));
  expect(base.filter(([file]) => !file.endsWith("/cluster.yaml"))).toMatchSnapshot();
  expect(await overlayObjects()).toMatchObject([
    { kind: "ConfigMap", metadata: { name: "orders-cnf", namespace: "mysql-dev" }, data: { "my.cnf": CNF } },
    { kind: "ConfigMap", metadata: { name: "orders-sites" }, data: { sites: "yes" } },
    { kind: "Cluster" },
    { kind: "NetworkPolicy", metadata: { namespace: "mysql-dev" } },
  ]);
});

test("the YAML file is part of the input: a change of it changes the output", async () => {
  await compiled(LISTED);
  fleet?.write({ "clusters/orders/policies.yaml": POLICIES.replace("primary: a", "primary: b") });
  const result = await compile({ root: fleet?.root ?? "", selection: {} });
  expect(result).toMatchObject({ changes: [{ file: "clusters/orders/base/manifests/policies.yaml" }] });
});

test("an override changes, adds and takes back what travels with a cluster", async () => {
  const settings = `{
    manifests: {
      "my-cnf": { data: { "my.cnf": "[mysqld]\\n", extra: "1" } },
      policies: unset(),
      more: { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "orders-more" } },
    },
  }`;
  const files = await compiled(environment(`  clusters: { orders: override(orders, ${settings}) },`));
  const overlay = Object.entries(files).filter(([file]) => file.startsWith("environments/dev/clusters/"));
  expect(overlay.filter(([file]) => !file.endsWith("/cluster.patch.yaml"))).toMatchSnapshot();
  expect(await overlayObjects()).toEqual([
    expect.objectContaining({ data: { "my.cnf": "[mysqld]\n", extra: "1" } }),
    expect.objectContaining({ metadata: expect.objectContaining({ name: "orders-more" }) }),
    expect.objectContaining({ kind: "Cluster" }),
  ]);
});

test("what an override takes back is removed from disk, and a second compile changes nothing", async () => {
  await compiled(
    environment(
      '  clusters: { orders: override(orders, { manifests: { "my-cnf": { data: { a: "1" } } } }) },',
    ),
  );
  fleet?.write(LISTED);
  const result = await compile({ root: fleet?.root ?? "", selection: {} });
  expect(result).toMatchObject({
    changes: [
      { kind: "update", file: "environments/dev/clusters/orders/kustomization.yaml" },
      { kind: "remove", file: "environments/dev/clusters/orders/manifests/my-cnf.0.patch.yaml" },
    ],
  });
  expect(await compile({ root: fleet?.root ?? "", selection: {} })).toMatchObject({ changes: [] });
});

test("an environment brings objects of its own, in no namespace too, before its clusters", async () => {
  const manifests = `{
    priority: { apiVersion: "scheduling.k8s.io/v1", kind: "PriorityClass", metadata: { name: "database" }, value: 1000 },
    deny: { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata: { name: "deny" }, spec: { podSelector: {} } },
  }`;
  const files = await compiled(environment(`  manifests: ${manifests},\n  clusters: { orders },`));
  const own = Object.entries(files).filter(([file]) =>
    file.startsWith("environments/dev/operator/manifests/"),
  );
  expect(own).toMatchSnapshot();
  expect(files).toHaveProperty(
    ["environments/dev/operator/kustomization.yaml"],
    expect.stringContaining("- disruption-budget.yaml\n- manifests\n"),
  );
});

test("types: YAML and option files can be imported", async () => {
  await compiled(LISTED);
  const { diagnostics } = await check({ root: fleet?.root ?? "", selection: {} });
  expect(diagnostics.filter(({ severity }) => severity !== "info")).toEqual([]);
});

const CONFIG_MAP = 'apiVersion: "v1", kind: "ConfigMap"';

test.each([
  ["no name", `a: { ${CONFIG_MAP} } as never`],
  ["a name that is none", `a: { ${CONFIG_MAP}, metadata: { name: "a/b" } }`],
  ["a Cluster", 'a: { apiVersion: "mysql.oracle.com/v1alpha1", kind: "Cluster", metadata: { name: "a" } }'],
  ["a Namespace", 'a: { apiVersion: "v1", kind: "Namespace", metadata: { name: "a" } }'],
  [
    "a CustomResourceDefinition",
    'a: { apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition", metadata: { name: "a" } }',
  ],
  ["a list", 'a: { apiVersion: "v1", kind: "ConfigMapList", metadata: { name: "a" }, items: [] }'],
  [
    "a List of what is refused",
    'a: { apiVersion: "v1", kind: "List", metadata: { name: "a" }, items: [{ apiVersion: "v1", kind: "Namespace", metadata: { name: "kube-system" } }] }',
  ],
  ["a kind in small letters", 'a: { apiVersion: "v1", kind: "secret", metadata: { name: "a" }, data: {} }'],
  ["an apiVersion of no group", 'a: { apiVersion: "core/v1", kind: "ConfigMap", metadata: { name: "a" } }'],
  ["an apiVersion of an empty group", 'a: { apiVersion: "/v1", kind: "ConfigMap", metadata: { name: "a" } }'],
  ["a claim of a volume", 'a: { apiVersion: "v1", kind: "PersistentVolumeClaim", metadata: { name: "a" } }'],
  ["a volume", 'a: { apiVersion: "v1", kind: "PersistentVolume", metadata: { name: "a" } }'],
  [
    "the data of a Secret under another apiVersion",
    'a: { apiVersion: "example.com/v1", kind: "Secret", metadata: { name: "a" }, data: { password: "eA==" } }',
  ],
  [
    "the data of a Secret under another kind",
    'a: { apiVersion: "v1", kind: "Settings", metadata: { name: "a" }, stringData: { password: "x" } }',
  ],
  ["a word of patches", `a: { ${CONFIG_MAP}, metadata: { name: "a" }, $patch: "delete" }`],
  [
    "a word of patches inside a list",
    'a: { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "a" }, secrets: [{ $retainKeys: ["name"] }] }',
  ],
  [
    "a Secret with data",
    'a: { apiVersion: "v1", kind: "Secret", metadata: { name: "a" }, stringData: { password: "x" } }',
  ],
  ["another namespace", `a: { ${CONFIG_MAP}, metadata: { name: "a", namespace: "other" } }`],
  [
    "a kind of the whole cluster",
    'a: { apiVersion: "scheduling.k8s.io/v1", kind: "PriorityClass", metadata: { name: "a" }, value: 1 }',
  ],
  ["an object that is there", `a: { ${CONFIG_MAP}, metadata: { name: "orders-cnf" } }`],
  [
    "an object of the operator",
    'a: { apiVersion: "v1", kind: "Service", metadata: { name: "orders-primary" } }',
  ],
  ["the name of a pod", 'a: { apiVersion: "v1", kind: "Pod", metadata: { name: "orders-8" } }'],
  [
    "the name of a Secret of the operator",
    'a: { apiVersion: "bitnami.com/v1alpha1", kind: "SealedSecret", metadata: { name: "orders-root-password" } }',
  ],
  [
    "a label of Grampus",
    `a: { ${CONFIG_MAP}, metadata: { name: "a", labels: { "mysql.oracle.com/cluster": "a" } } }`,
  ],
  ["a file name", `"A b": { ${CONFIG_MAP}, metadata: { name: "a" } }`],
  ["a text", 'a: "./my-cnf.yaml" as never'],
])("a manifest with %s is refused at its line", async (_, manifest) => {
  const settings = `{\n    manifests: {\n      ${manifest},\n    },\n  }`;
  expect(
    await compiled(environment(`  clusters: { orders: override(orders, ${settings}) },`)),
  ).toMatchSnapshot();
});

test("a manifest makes the Secrets that the definition names, even as the operator would call them", async () => {
  const sealed = (name: string) =>
    `"${name}": { apiVersion: "bitnami.com/v1alpha1", kind: "SealedSecret", metadata: { name: "orders-${name}" } }`;
  const orders = `import { defineCluster } from "@grampus/dsl";
export default defineCluster({
  name: "orders",
  rootPasswordSecret: "orders-root-password",
  tlsSecret: "orders-tls",
  manifests: { ${sealed("root-password")}, ${sealed("tls")} },
});
`;
  const files = await compiled({ ...LISTED, "clusters/orders/cluster.ts": orders });
  expect(files).toHaveProperty(["clusters/orders/base/manifests/root-password.yaml"]);
  expect(files).toHaveProperty(["clusters/orders/base/manifests/tls.yaml"]);
});

test("an object of the operator is refused in another environment of the namespace too", async () => {
  const service = 'a: { apiVersion: "v1", kind: "Service", metadata: { name: "orders-primary" } }';
  const qa = environment(
    `  target: "dev",\n  operator: "shared",\n  manifests: { ${service} },\n  clusters: {},`,
    "qa",
  );
  const shared = Object.fromEntries(
    Object.entries(qa).map(([file, text]) => [
      file,
      text
        .replace('"mysql-qa"', 'sharedNamespace("mysql-dev")')
        .replace("import { append,", "import { sharedNamespace, append,"),
    ]),
  );
  expect(await compiled({ ...LISTED, ...shared })).toMatchInlineSnapshot(`
    "environments/qa/environment.ts:9:74 error manifest/taken-name: the Service orders-primary is made by Grampus itself
        9 │ …fests: { a: { apiVersion: "v1", kind: "Service", metadata: { name: "orders-primary" } } },
          │                                                                     ^^^^^^^^^^^^^^^^
      field   manifests.a.metadata.name
      hint    give it another name

    1 error
    "
  `);
});

test("what is wrong in a YAML file is told at its line there, once", async () => {
  const files = { "clusters/orders/policies.yaml": POLICIES.replace("kind: ConfigMap", "kind: Namespace") };
  expect(
    await compiled({ ...files, ...LISTED, ...environment("  clusters: { orders },", "qa") }),
  ).toMatchInlineSnapshot(`
    "clusters/orders/policies.yaml:11:1 error manifest/refused-kind: a Namespace of v1 cannot be a manifest
        11 │ kind: Namespace
           │ ^
      field   manifests.policies.1.kind
      found   Namespace
      hint    name it as the namespace of an environment

    1 error
    "
  `);
});

test("a YAML file that is none is a syntax error at its line", async () => {
  expect(
    await compiled({ ...LISTED, "clusters/orders/policies.yaml": "a: b\n c: d\n" }),
  ).toMatchInlineSnapshot(`
    "clusters/orders/policies.yaml:1:4 error load/syntax: syntax error: Nested mappings are not allowed in compact mappings
        1 │ a: b
          │    ^

    1 error
    "
  `);
});

test("one object of a whole Kubernetes cluster cannot be in two environments there", async () => {
  const manifests =
    '  manifests: { p: { apiVersion: "scheduling.k8s.io/v1", kind: "PriorityClass", metadata: { name: "database" }, value: 1 } },';
  const qa = environment(
    `${manifests}\n  target: "dev",\n  operator: "shared",\n  clusters: { orders },`,
    "qa",
  );
  expect(await compiled({ ...environment(`${manifests}\n  clusters: { orders },`), ...qa })).toContain(
    "environments/qa/environment.ts:7:98 error manifest/duplicate: the PriorityClass database is there twice",
  );
  const elsewhere = environment(`${manifests}\n  clusters: { orders },`, "qa");
  expect(
    await compiled({ ...environment(`${manifests}\n  clusters: { orders },`), ...elsewhere }),
  ).toBeTypeOf("object");
});

test("a file beside generated ones is told where it goes", async () => {
  await compiled(LISTED);
  fleet?.write({ "environments/dev/clusters/orders/extra.yaml": "kind: ConfigMap\n" });
  const { diagnostics } = await compile({ root: fleet?.root ?? "", selection: {} });
  expect(diagnostics).toContainEqual(
    expect.objectContaining({ code: "fleet/foreign-file", hint: expect.stringContaining("`manifests`") }),
  );
});
