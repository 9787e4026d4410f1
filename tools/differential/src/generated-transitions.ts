import { compareQuantities } from "@grampus/api";
import fc from "fast-check";
import type { JsonObject } from "./json.ts";

/** A spec and what shall take its place. */
export interface GeneratedTransition {
  readonly before: JsonObject;
  readonly after: JsonObject;
}

const version = fc.oneof(
  fc.constantFrom("8.0", "8.0.11", "8.4", "8.4.6", "9.6.1", "9.7", "9.7.3", "9.7.4", "10.0"),
  fc
    .tuple(
      fc.integer({ min: 8, max: 10 }),
      fc.integer({ min: 1, max: 3 }),
      fc.option(fc.integer({ min: 0, max: 3 })),
    )
    .map(([major, minor, patch]) => (patch === null ? `${major}.${minor}` : `${major}.${minor}.${patch}`)),
);

const oftenSupported = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("8.4", "8.4.6", "9.7", "9.7.3", "9.7.4") },
  { weight: 1, arbitrary: version },
);

const ran = fc.option(version, { nil: undefined });

const fraction = fc.option(fc.integer({ min: 0, max: 999 }), { nil: undefined });
const suffix = fc.constantFrom(
  "",
  "k",
  "M",
  "G",
  "T",
  "P",
  "E",
  "Ki",
  "Mi",
  "Gi",
  "Ti",
  "Pi",
  "Ei",
  "e3",
  "E9",
  "m",
  "u",
  "n",
);

const amount = fc.oneof(
  fc.integer({ min: 1_073_741_824, max: 1_075_741_824 }),
  fc.constantFrom("10Gi", "10G", "10240Mi", "11Gi", "9.5Gi", "10737418240", "1e10", "20Gi"),
  fc
    .tuple(fc.integer({ min: 1, max: 9999 }), fraction, suffix)
    .map(([whole, part, unit]) => `${whole}${part === undefined ? "" : `.${part}`}${unit}`),
);

const acceptedAmount = amount.filter(
  (storage) => compareQuantities(storage, "1Gi") !== -1 && compareQuantities(storage, "1Pi") !== 1,
);

const accessModes = fc.constantFrom(
  ["ReadWriteOnce"],
  ["ReadWriteOncePod"],
  ["ReadWriteOnce", "ReadWriteMany"],
);

const claim = (storage: fc.Arbitrary<string | number>) =>
  fc.record(
    {
      metadata: fc.record(
        { name: fc.constantFrom("data", "store"), labels: fc.constantFrom({ a: "b" }, {}) },
        { requiredKeys: [] },
      ),
      spec: fc.record(
        {
          resources: fc.record(
            { requests: fc.record({ storage }, { requiredKeys: [] }) },
            { requiredKeys: [] },
          ),
          accessModes,
          storageClassName: fc.constantFrom("fast", "slow"),
          selector: fc.constantFrom({ matchLabels: { disk: "a" } }, { matchLabels: {} }),
          volumeMode: fc.constant("Filesystem"),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: [] },
  );

const changes: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  version,
  members: fc.integer({ min: 1, max: 10 }),
  baseServerId: fc.constantFrom(1000, 1001, 0),
  volumeClaimTemplate: claim(amount),
  backupVolumeClaimTemplate: claim(amount),
  deletionPolicy: fc.constantFrom("Retain", "Delete"),
  deletionProtection: fc.boolean(),
};

const acceptedSpec = fc.record(
  {
    version,
    members: fc.integer({ min: 1, max: 9 }),
    baseServerId: fc.constantFrom(1000, 1001),
    volumeClaimTemplate: claim(acceptedAmount),
    backupVolumeClaimTemplate: claim(acceptedAmount),
  },
  { requiredKeys: [] },
);

function transition(
  spec: JsonObject,
  dataVersion: string | undefined,
  after: JsonObject,
): GeneratedTransition {
  const status = dataVersion === undefined ? {} : { status: { dataVersion } };
  return { before: { spec, ...status }, after: { spec: after } };
}

/** One or two fields changed, taken away, or left as they are. */
function fieldChanges(): fc.Arbitrary<GeneratedTransition> {
  const change = fc
    .constantFrom(...Object.keys(changes))
    .chain((name) =>
      fc.tuple(fc.constant(name), fc.option(changes[name] ?? fc.constant(undefined), { nil: undefined })),
    );
  return fc
    .tuple(acceptedSpec, ran, fc.array(change, { minLength: 0, maxLength: 2 }))
    .map(([spec, dataVersion, changed]) => {
      const after = Object.entries({ ...spec, ...Object.fromEntries(changed) }).filter(
        ([, value]) => value !== undefined,
      );
      return transition(spec, dataVersion, Object.fromEntries(after));
    });
}

/** Nothing but another version, often of a series that the operator runs. */
function versionChanges(): fc.Arbitrary<GeneratedTransition> {
  return fc
    .tuple(oftenSupported, ran, oftenSupported)
    .map(([before, dataVersion, after]) => transition({ version: before }, dataVersion, { version: after }));
}

/** A spec that is accepted, with what its members ran, and what takes its place. */
export function generatedTransitions(): fc.Arbitrary<GeneratedTransition> {
  return fc.oneof({ weight: 3, arbitrary: fieldChanges() }, { weight: 1, arbitrary: versionChanges() });
}
