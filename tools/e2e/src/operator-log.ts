import type { StepRecord } from "@grampus/planner/forecast";
import type { Kube } from "./kube.ts";
import { OPERATOR, operatorPods } from "./operator-pods.ts";

/** A line of the operator's log, as far as it is about a step. */
interface StepLine extends Partial<StepRecord> {
  readonly time: string;
  readonly level: string;
  readonly cluster?: string;
  readonly namespace?: string;
}

function parsed(line: string): StepLine | undefined {
  try {
    const value: StepLine = JSON.parse(line);
    return value;
  } catch {
    return undefined;
  }
}

function performed(line: StepLine): StepRecord | undefined {
  const { step, subject, to, clone, orphan } = line;
  if (step === undefined || subject === undefined) return undefined;
  return {
    step,
    subject,
    ...(to === undefined ? {} : { to }),
    ...(clone === undefined ? {} : { clone }),
    ...(orphan === undefined ? {} : { orphan }),
  };
}

/** Steps that all processes of the operator performed for a cluster since then, in order. */
export async function performedSteps(
  kube: Kube,
  { namespace, name }: { readonly namespace: string; readonly name: string },
  since: Date,
): Promise<readonly StepRecord[]> {
  const pods = await operatorPods(kube);
  const logs = await Promise.all(
    pods.map(({ metadata }) =>
      kube.run("logs", metadata.name, "-n", OPERATOR.namespace, `--since-time=${since.toISOString()}`),
    ),
  );
  return logs
    .flatMap((log) => log.split("\n"))
    .flatMap((line) => parsed(line) ?? [])
    .filter((line) => line.level === "info" && line.cluster === name && line.namespace === namespace)
    .toSorted((left, right) => left.time.localeCompare(right.time))
    .flatMap((line) => performed(line) ?? []);
}
