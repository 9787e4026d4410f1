import { expect, test } from "vitest";
import { operatorAccess } from "./access.ts";
import { operatorDeployment, operatorDisruptionBudget } from "./deployment.ts";
import { restrictedNamespace } from "./namespace.ts";

test("the objects of the operator", () => {
  const input = { version: "1.2.3", platform: "openshift" } as const;
  const objects = [
    restrictedNamespace("grampus-system"),
    ...operatorAccess(),
    operatorDeployment(input),
    operatorDisruptionBudget(),
  ];
  expect(objects).toMatchSnapshot();
});

test("nothing may list or watch Secrets, use a wildcard, run commands in pods or change roles", () => {
  const rules = operatorAccess().flatMap((object) => ("rules" in object ? object.rules : []));
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
});

test("the pods of the operator meet Pod Security restricted and name no user", () => {
  const { securityContext, containers } = operatorDeployment({ version: "1", platform: "kubernetes" }).spec
    .template.spec;
  expect(securityContext).toEqual({ runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } });
  for (const container of containers) {
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    });
  }
});
