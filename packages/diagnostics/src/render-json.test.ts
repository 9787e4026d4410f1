import { expect, test } from "vitest";
import { diagnosticsReport, renderJson } from "./render-json.ts";
import { noEnvironments, wrongQuantity } from "./testing/samples.ts";

test("fields have one order, whatever the order they were given in", () => {
  expect(renderJson([noEnvironments, wrongQuantity])).toMatchInlineSnapshot(`
    "{
      "version": 1,
      "diagnostics": [
        {
          "code": "dsl/wrong-quantity",
          "severity": "error",
          "message": "storage.size is not a quantity",
          "path": "storage.size",
          "source": {
            "file": "clusters/orders/cluster.ts",
            "line": 7,
            "column": 11,
            "endLine": 7,
            "endColumn": 17
          },
          "found": "\\"10Gb\\"",
          "allowed": "a Kubernetes quantity: 10Gi, 500Mi, 2Ti",
          "hint": "did you mean 10Gi?",
          "suggestion": {
            "text": "\\"10Gi\\"",
            "replaces": {
              "file": "clusters/orders/cluster.ts",
              "line": 7,
              "column": 11,
              "endLine": 7,
              "endColumn": 17
            }
          },
          "related": [
            {
              "message": "the cluster is named here",
              "source": {
                "file": "clusters/orders/cluster.ts",
                "line": 4,
                "column": 9,
                "endLine": 4,
                "endColumn": 17
              }
            }
          ]
        },
        {
          "code": "fleet/no-environments",
          "severity": "warning",
          "message": "the fleet has no environment"
        }
      ],
      "counts": {
        "errors": 1,
        "warnings": 1,
        "infos": 0
      }
    }
    "
  `);
});

test("reading it back gives the report", () => {
  expect(JSON.parse(renderJson([wrongQuantity]))).toEqual(diagnosticsReport([wrongQuantity]));
});

test("nothing to say is still a report", () => {
  expect(diagnosticsReport([])).toEqual({
    version: 1,
    diagnostics: [],
    counts: { errors: 0, warnings: 0, infos: 0 },
  });
});

test("control characters are escaped and come back", () => {
  const message = "a\u001b[31m\u009b2J\u202e\u2028\ud800b";
  const text = renderJson([{ ...noEnvironments, message }]);
  expect(text).toContain('"a\\u001b[31m\\u009b2J\\u202e\\u2028\\ud800b"');
  expect(JSON.parse(text).diagnostics[0].message).toBe(message);
});
