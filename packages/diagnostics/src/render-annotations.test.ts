import { expect, test } from "vitest";
import type { Diagnostic } from "./diagnostic.ts";
import { renderAnnotations } from "./render-annotations.ts";
import { noEnvironments, wrongQuantity } from "./testing/samples.ts";

test("one workflow command for each diagnostic", () => {
  expect(`\n${renderAnnotations([noEnvironments, wrongQuantity])}`).toMatchInlineSnapshot(`
    "
    ::error file=clusters/orders/cluster.ts,line=7,endLine=7,col=11,endColumn=16,title=dsl/wrong-quantity::storage.size is not a quantity%0Afield: storage.size%0Afound: "10Gb"%0Aallowed: a Kubernetes quantity: 10Gi, 500Mi, 2Ti%0Ahint: did you mean 10Gi?%0Aclusters/orders/cluster.ts:4:9: the cluster is named here
    ::warning title=fleet/no-environments::the fleet has no environment
    "
  `);
});

test("nothing can leave its field or start a command", () => {
  const hostile: Diagnostic = {
    code: "a/b",
    severity: "info",
    message: "100%\n::error::owned\r::warning::\u001b[31m",
    source: { file: "a,b:c%\n.ts", line: 1, column: 2 },
  };
  const text = renderAnnotations([hostile]);
  expect(text).toMatchInlineSnapshot(`
    "::notice file=a%2Cb%3Ac%25%0A.ts,line=1,endLine=1,col=2,endColumn=2,title=a/b::100%25%0A::error::owned%0A::warning::␛[31m
    "
  `);
  expect(text.match(/^::/gm)).toHaveLength(1);
});

test("a range over several lines has no columns", () => {
  const source = { file: "a.ts", line: 1, column: 2, endLine: 3, endColumn: 4 };
  expect(renderAnnotations([{ ...noEnvironments, source }])).toBe(
    "::warning file=a.ts,line=1,endLine=3,title=fleet/no-environments::the fleet has no environment\n",
  );
});

test("the same thing said of several subjects is one command", () => {
  const about = (subject: string) => ({
    code: "a/b",
    severity: "error" as const,
    message: `${subject} is odd`,
    subject,
  });
  expect(renderAnnotations([about("prod/orders"), about("dev/orders")])).toBe(
    "::error title=a/b::dev/orders is odd%0Aalso in prod/orders\n",
  );
});
