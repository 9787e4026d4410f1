import { expect, test } from "vitest";
import { operatorAccess } from "./access.ts";
import { deletionProtection, protectedFromDeletion } from "./deletion-protection.ts";
import { operatorDeployment, operatorDisruptionBudget } from "./deployment.ts";
import { restrictedNamespace } from "./namespace.ts";

test("the objects of the operator", () => {
  const input = { version: "1.2.3", platform: "openshift", clusters: 1 } as const;
  const objects = [
    restrictedNamespace("grampus-system"),
    ...operatorAccess(),
    operatorDeployment(input),
    operatorDisruptionBudget(),
    ...deletionProtection(),
    protectedFromDeletion(restrictedNamespace("mysql-prod")),
  ];
  expect(objects).toMatchSnapshot();
});

test("who looks after one namespace may do nothing with clusters, Secrets or workloads of others", () => {
  const rulesOf = (kind: string, namespace?: string) =>
    operatorAccess("mysql-prod").flatMap((object) =>
      object.kind === kind && "rules" in object && object.metadata.namespace === namespace
        ? object.rules
        : [],
    );
  const everywhere = rulesOf("ClusterRole").flatMap(({ resources, verbs }) =>
    resources.flatMap((resource) => verbs.map((verb) => `${verb} ${resource}`)),
  );
  expect(everywhere).toEqual(["get nodes", "list nodes", "watch nodes", "list leases"]);
  const whole = operatorAccess().flatMap((object) => (object.kind === "ClusterRole" ? object.rules : []));
  expect([...rulesOf("Role", "mysql-prod"), ...rulesOf("ClusterRole")]).toEqual(whole);
  const { env } = operatorDeployment({
    version: "1",
    platform: "kubernetes",
    clusters: 1,
    watchedNamespace: "mysql-prod",
  }).spec.template.spec.containers[0] ?? { env: [] };
  expect(env).toContainEqual({ name: "GRAMPUS_NAMESPACE", value: "mysql-prod" });
});

test.each([undefined, "mysql-prod"])(
  "nothing may list or watch Secrets, use a wildcard, run commands in pods or change roles: %s",
  (namespace) => {
    const rules = operatorAccess(namespace).flatMap((object) => ("rules" in object ? object.rules : []));
    expect(rules.length).toBeGreaterThan(5);
    for (const { apiGroups, resources, verbs } of rules) {
      expect([...apiGroups, ...resources, ...verbs]).not.toContain("*");
      expect(apiGroups).not.toContain("rbac.authorization.k8s.io");
      expect(resources).not.toContain("pods/exec");
      if (resources.includes("secrets")) {
        expect(verbs).not.toContain("list");
        expect(verbs).not.toContain("watch");
      }
    }
  },
);

test("the pods of the operator meet Pod Security restricted and name no user", () => {
  const { securityContext, containers } = operatorDeployment({
    version: "1",
    platform: "kubernetes",
    clusters: 1,
  }).spec.template.spec;
  expect(securityContext).toEqual({ runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } });
  for (const container of containers) {
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    });
  }
});

const DIGEST = `sha256:${"0".repeat(64)}`;

test.each([
  [{}, "ghcr.io/grampus/grampus-operator:1.2.3"],
  [{ repository: "mirror.example.com/operator" }, "mirror.example.com/operator:1.2.3"],
  [{ tag: "1.2.4" }, "ghcr.io/grampus/grampus-operator:1.2.4"],
  [{ digest: DIGEST }, `ghcr.io/grampus/grampus-operator@${DIGEST}`],
  [{ tag: "1.2.4", digest: DIGEST }, `ghcr.io/grampus/grampus-operator:1.2.4@${DIGEST}`],
])("the image %j is %s", (image, reference) => {
  const { spec } = operatorDeployment({
    version: "1.2.3",
    platform: "kubernetes",
    clusters: 1,
    options: { image },
  });
  expect(spec.template.spec.containers.map((container) => container.image)).toEqual([reference]);
});

test("everything an environment says about the operator reaches its pods", () => {
  const placement = {
    nodeSelector: { pool: "infra" },
    tolerations: [{ key: "infra", operator: "Exists" }],
    affinity: { nodeAffinity: {} },
  } as const;
  const resources = { limits: { memory: "1Gi" } };
  const { spec } = operatorDeployment({
    version: "1.2.3",
    platform: "kubernetes",
    clusters: 1,
    options: { ...placement, resources, pullSecrets: ["mirror"], replicas: 3, logLevel: "debug" },
  });
  expect(spec.replicas).toBe(3);
  expect(spec.template.spec).toMatchObject({ ...placement, imagePullSecrets: [{ name: "mirror" }] });
  expect(spec.template.spec.containers).toMatchObject([
    {
      resources: { ...resources, requests: { cpu: "50m", memory: "128Mi" } },
      env: expect.arrayContaining([{ name: "GRAMPUS_LOG_LEVEL", value: "debug" }]),
    },
  ]);
});
