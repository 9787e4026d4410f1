import { isDeepStrictEqual } from "node:util";
import { emitYamlDocuments } from "go-yaml-ts";
import { dump } from "js-yaml";
import { parseAllDocuments, stringify } from "yaml";
import { type Json, manifests } from "./manifests.ts";
import { type Spread, spreadOf } from "./statistics.ts";

/** How fast one emitter writes. */
export interface EmitMeasurement {
  readonly name: string;
  readonly bytes: number;
  readonly megabytesPerSecond: Spread;
  readonly documentsPerSecond: Spread;
}

/** All emitters on the same documents. */
export interface EmitComparison {
  readonly documents: number;
  readonly measurements: readonly EmitMeasurement[];
}

interface Emitter {
  readonly name: string;
  readonly emit: (documents: readonly Json[]) => string;
}

function joined(emit: (document: Json) => string): Emitter["emit"] {
  return (documents) => documents.map(emit).join("---\n");
}

const EMITTERS: readonly Emitter[] = [
  {
    name: "JSON.stringify, indent 2",
    emit: joined((document) => `${JSON.stringify(document, undefined, 2)}\n`),
  },
  { name: "go-yaml-ts emitYaml", emit: (documents) => emitYamlDocuments(documents) },
  { name: "js-yaml dump", emit: joined((document) => dump(document)) },
  { name: "yaml stringify", emit: joined((document) => stringify(document)) },
];

function assertRoundTrip({ name, emit }: Emitter, documents: readonly Json[]): void {
  const back = parseAllDocuments(emit(documents)).map((document): unknown => document.toJS());
  if (!isDeepStrictEqual(back, documents))
    throw new Error(`${name} does not write the documents it was given`);
}

/** Measures all emitters in turns, in this process, after rounds that are not counted. */
export function emitComparison(clusters: number, rounds: number): EmitComparison {
  const documents = manifests(clusters);
  const entries = EMITTERS.map((emitter) => {
    assertRoundTrip(emitter, documents);
    const times: number[] = [];
    return { emitter, times, bytes: Buffer.byteLength(emitter.emit(documents)) };
  });
  for (let round = -2; round < rounds; round++) {
    for (const { emitter, times } of round % 2 === 0 ? entries : entries.toReversed()) {
      const start = performance.now();
      emitter.emit(documents);
      if (round >= 0) times.push(performance.now() - start);
    }
  }
  const measurements = entries.map(({ emitter, times, bytes }) => ({
    name: emitter.name,
    bytes,
    megabytesPerSecond: spreadOf(times.map((time) => bytes / 1_000 / time)),
    documentsPerSecond: spreadOf(times.map((time) => (documents.length / time) * 1_000)),
  }));
  return { documents: documents.length, measurements };
}
