import { expect, test } from "vitest";
import type { Finding } from "../findings/finding.ts";
import { checkedPolicies } from "./policies.ts";

test.each<[string, boolean]>([
  ["20Gi", true],
  ["1e12", true],
  ["1.5Ti", true],
  [".5Ti", true],
  ["0", false],
  ["-1Gi", false],
  ["20GB", false],
  ["", false],
])("maxStorage(%j) is a policy: %s, as it is a quantity of the API", (size, isPolicy) => {
  const findings: Finding[] = [];
  const policies = checkedPolicies(
    { file: "environment.ts", policyFunctions: new Map() },
    [{ kind: "maxStorage", size }],
    findings,
  );
  expect([policies.length, findings.length]).toEqual(isPolicy ? [1, 0] : [0, 1]);
});
