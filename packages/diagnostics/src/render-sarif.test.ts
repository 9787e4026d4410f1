import { expect, test } from "vitest";
import { defineDiagnostics } from "./registry.ts";
import { renderSarif } from "./render-sarif.ts";
import { noEnvironments, wrongQuantity } from "./testing/samples.ts";

const fleet = defineDiagnostics("fleet", {
  "no-environments": {
    severity: "warning",
    message: () => "the fleet has no environment",
    description: "No environments/*/environment.ts was found.",
    hint: "add environments/dev/environment.ts",
  },
});

const options = { tool: { name: "grampus", version: "0.1.0" }, registries: [fleet] };

test("a log with the rules of the registries and a result for each diagnostic", () => {
  expect(renderSarif([noEnvironments, wrongQuantity], options)).toMatchInlineSnapshot(`
    "{
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        {
          "tool": {
            "driver": {
              "name": "grampus",
              "version": "0.1.0",
              "rules": [
                {
                  "id": "fleet/no-environments",
                  "shortDescription": {
                    "text": "No environments/*/environment.ts was found."
                  },
                  "help": {
                    "text": "add environments/dev/environment.ts"
                  },
                  "defaultConfiguration": {
                    "level": "warning"
                  }
                }
              ]
            }
          },
          "columnKind": "utf16CodeUnits",
          "originalUriBaseIds": {
            "%SRCROOT%": {
              "description": {
                "text": "The root of the repository"
              }
            }
          },
          "results": [
            {
              "ruleId": "dsl/wrong-quantity",
              "level": "error",
              "message": {
                "text": "storage.size is not a quantity\\nfield: storage.size\\nfound: \\"10Gb\\"\\nallowed: a Kubernetes quantity: 10Gi, 500Mi, 2Ti\\nhint: did you mean 10Gi?"
              },
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "clusters/orders/cluster.ts",
                      "uriBaseId": "%SRCROOT%"
                    },
                    "region": {
                      "startLine": 7,
                      "startColumn": 11,
                      "endLine": 7,
                      "endColumn": 17
                    }
                  },
                  "logicalLocations": [
                    {
                      "fullyQualifiedName": "storage.size"
                    }
                  ]
                }
              ],
              "fixes": [
                {
                  "description": {
                    "text": "write \\"10Gi\\""
                  },
                  "artifactChanges": [
                    {
                      "artifactLocation": {
                        "uri": "clusters/orders/cluster.ts",
                        "uriBaseId": "%SRCROOT%"
                      },
                      "replacements": [
                        {
                          "deletedRegion": {
                            "startLine": 7,
                            "startColumn": 11,
                            "endLine": 7,
                            "endColumn": 17
                          },
                          "insertedContent": {
                            "text": "\\"10Gi\\""
                          }
                        }
                      ]
                    }
                  ]
                }
              ],
              "properties": {
                "suggestedValue": "\\"10Gi\\""
              },
              "relatedLocations": [
                {
                  "id": 1,
                  "message": {
                    "text": "the cluster is named here"
                  },
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "clusters/orders/cluster.ts",
                      "uriBaseId": "%SRCROOT%"
                    },
                    "region": {
                      "startLine": 4,
                      "startColumn": 9,
                      "endLine": 4,
                      "endColumn": 17
                    }
                  }
                }
              ]
            },
            {
              "ruleId": "fleet/no-environments",
              "ruleIndex": 0,
              "level": "warning",
              "message": {
                "text": "the fleet has no environment"
              },
              "locations": []
            }
          ]
        }
      ]
    }
    "
  `);
});

test("file names are URI references", () => {
  const source = { file: "clusters/a b#c/ü:1.ts", line: 1, column: 1 };
  expect(renderSarif([{ ...noEnvironments, source }], options)).toContain(
    '"uri": "clusters/a%20b%23c/%C3%BC%3A1.ts"',
  );
});

test("a suggestion with a place is a fix that can be applied, one without is a value only", () => {
  const { suggestion } = wrongQuantity;
  const text = suggestion?.text ?? "";
  const results = JSON.parse(
    renderSarif([wrongQuantity, { ...noEnvironments, suggestion: { text } }], options),
  ).runs[0].results;
  expect(results[0].fixes[0].artifactChanges[0].replacements).toEqual([
    {
      deletedRegion: { startLine: 7, startColumn: 11, endLine: 7, endColumn: 17 },
      insertedContent: { text: '"10Gi"' },
    },
  ]);
  expect(results[1]).toMatchObject({ properties: { suggestedValue: '"10Gi"' } });
  expect(results[1]).not.toHaveProperty("fixes");
});
