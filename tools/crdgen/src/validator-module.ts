import { Ajv } from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import type { GeneratedModule } from "./generated-module.ts";
import type { JsonObject } from "./json.ts";

const TYPES = `/** One difference from the schema, as ajv reports it. */
export interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly propertyName?: string;
}

/** Says whether a value matches; \`errors\` then holds every difference of the last call. */
export interface SchemaValidator {
  (value: unknown): boolean;
  readonly errors?: readonly SchemaError[] | null;
}
`;

/** Compiles schemas to code ahead of time, so that nothing is compiled where they are used. */
export async function validatorModule(
  schemas: Readonly<Record<string, JsonObject>>,
): Promise<GeneratedModule> {
  const ajv = new Ajv({
    allErrors: true,
    messages: false,
    strict: true,
    allowUnionTypes: true,
    strictRequired: false,
    code: { source: true, esm: true, lines: true },
  });
  const exported: Record<string, string> = {};
  for (const [kind, schema] of Object.entries(schemas)) {
    const { $id, ...body } = schema;
    ajv.addSchema({ ...body, $id: kind });
    exported[`validate${kind}`] = kind;
  }
  const bundle = await build({
    stdin: { contents: standaloneCode.default(ajv, exported), resolveDir: import.meta.dirname, loader: "js" },
    bundle: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    minify: true,
    lineLimit: 120,
    legalComments: "none",
    write: false,
  });
  const code = bundle.outputFiles[0]?.text ?? "";
  const declarations = Object.keys(exported).map((name) => `export const ${name}: SchemaValidator;`);
  return { code, types: `${TYPES}\n${declarations.join("\n")}\n` };
}
