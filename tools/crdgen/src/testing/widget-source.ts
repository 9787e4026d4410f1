import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Generation } from "../generate.ts";

/** The classes of the small API the tests generate from. */
export const WIDGET_CLASSES = ["quiet", "loud"] as const;

const HEAD = `
/**
 * A widget.
 *
 * @kind Widget
 * @plural widgets
 * @shortNames wd
 * @scale .spec.size .status.size
 * @printColumn Size integer .spec.size
 */
export interface Widget {
  /**
   * Group and version.
   * @changeClass quiet
   */
  readonly apiVersion: "example.com/v1";
  /**
   * Kind.
   * @changeClass quiet
   */
  readonly kind: "Widget";
  /**
   * Metadata.
   * @changeClass quiet
   */
  readonly metadata: Meta;
  /** What it should be. */
  readonly spec: WidgetSpec;
}

/** Metadata. */
export interface Meta {
  /**
   * Name.
   * @maxLength 63
   */
  readonly name: string;
}
`;

/** A source with one kind, `Widget`, whose spec has these fields; it goes when it is disposed of. */
export interface WidgetSource extends Disposable {
  readonly generation: Generation;
  readonly directory: string;
}

/** Writes the source. `rest` stands behind the interfaces. */
export function widgetSource(fields: string, rest = "", docs = "/** The spec. */"): WidgetSource {
  const directory = mkdtempSync(join(tmpdir(), "crdgen-"));
  const entry = join(directory, "widget.ts");
  writeFileSync(entry, `${HEAD}\n${docs}\nexport interface WidgetSpec {\n${fields}\n}\n${rest}\n`);
  writeFileSync(join(directory, "tsconfig.json"), '{ "compilerOptions": { "strict": true } }\n');
  return {
    directory,
    generation: {
      source: {
        entry,
        tsConfig: join(directory, "tsconfig.json"),
        fileName: (path) => path.slice(directory.length + 1),
      },
      changeClasses: WIDGET_CLASSES,
      outputs: { directory: "generated", reference: "reference.md" },
    },
    [Symbol.dispose]: () => rmSync(directory, { recursive: true }),
  };
}
