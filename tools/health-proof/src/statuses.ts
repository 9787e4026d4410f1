import { API_VERSION, CLUSTER_KIND, READY_REASONS } from "@grampus/api";
import fc from "fast-check";

const text = fc.string({ unit: "grapheme", maxLength: 12 });

/** What is of no type that it should be of. */
const odd = fc.oneof(
  fc.constantFrom(null, true, false, "", "True", "Ready", 0, -1, 1, 2, 1.5, "1"),
  text,
  fc.constant([]),
  fc.constant({}),
  fc.constant(["Ready"]),
  fc.constant([null, null]),
  fc.constant({ type: "Ready", status: "True" }),
  fc.constant({ conditions: [] }),
);

function orOdd<T>(usual: fc.Arbitrary<T>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: usual }, { weight: 1, arbitrary: odd });
}

const type = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom("Ready", "Reconciling", "Stalled", "Degraded") },
  { weight: 1, arbitrary: fc.constantFrom("ready", "Available", "Progressing", "") },
);

const usualCondition = fc.record({
  type: fc.constantFrom("Ready", "Ready", "Reconciling", "Stalled", "Degraded"),
  status: fc.constantFrom("True", "True", "False", "Unknown"),
  reason: fc.constantFrom(...Object.keys(READY_REASONS), "DataLost"),
  message: text,
});

const oddCondition = fc.record(
  {
    type: orOdd(type),
    status: orOdd(fc.constantFrom("True", "True", "False", "Unknown", "true")),
    reason: orOdd(fc.constantFrom(...Object.keys(READY_REASONS), "DataLost", "SplitBrain")),
    message: orOdd(text),
    observedGeneration: orOdd(fc.integer({ min: 0, max: 3 })),
  },
  { requiredKeys: [] },
);

const condition = fc.oneof(
  { weight: 4, arbitrary: usualCondition },
  { weight: 1, arbitrary: orOdd(oddCondition) },
);

const conditions = fc.oneof(
  { weight: 20, arbitrary: fc.array(condition, { maxLength: 4 }) },
  { weight: 1, arbitrary: odd },
);

const status = fc.record(
  {
    observedGeneration: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(2, 2, 2, 2, 2, 1, 3, -1) },
      { weight: 1, arbitrary: fc.oneof(odd, fc.constant(undefined)) },
    ),
    conditions,
  },
  { requiredKeys: ["observedGeneration"] },
);

const metadata = fc.record(
  {
    generation: fc.constantFrom(2, 2, 2, 2, 1),
    deletionTimestamp: fc.constant("2026-01-01T00:00:00Z"),
  },
  { requiredKeys: [] },
);

const livingMetadata = fc.constant({ generation: 2 });

/** Clusters with every status that an API server could hold, and many that it would refuse. */
export const clusters: fc.Arbitrary<object> = fc
  .tuple(
    fc.oneof({ weight: 6, arbitrary: livingMetadata }, { weight: 1, arbitrary: metadata }),
    fc.option(fc.oneof({ weight: 30, arbitrary: status }, { weight: 1, arbitrary: odd }), {
      nil: undefined,
      freq: 40,
    }),
  )
  .map(([rest, found]) => ({
    apiVersion: API_VERSION,
    kind: CLUSTER_KIND,
    metadata: { name: "orders", namespace: "shop", ...rest },
    ...(found === undefined ? {} : { status: found }),
  }));
