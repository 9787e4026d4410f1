import type { StepRecord } from "@grampus/planner/forecast";
import type { Kube } from "./kube.ts";
import { leader, OPERATOR, operatorPods } from "./operator-pods.ts";

/** A line of the operator's log, as far as it is about a step. */
interface StepLine extends Partial<StepRecord> {
  readonly time: string;
  readonly level: string;
  readonly cluster?: string;
  readonly namespace?: string;
  /** How long a step took that came off; one that failed has none. */
  readonly ms?: number;
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
  if (step === undefined || subject === undefined || line.ms === undefined) return undefined;
  return {
    step,
    subject,
    ...(to === undefined ? {} : { to }),
    ...(clone === undefined ? {} : { clone }),
    ...(orphan === undefined ? {} : { orphan }),
  };
}

/**
 * Steps that all processes of the operator performed for a cluster since then, in order. Those of a process whose node
 * does not answer are left out, unless it is the one that works.
 */
export async function performedSteps(
  kube: Kube,
  { namespace, name }: { readonly namespace: string; readonly name: string },
  since: Date,
): Promise<readonly StepRecord[]> {
  const [pods, working] = await Promise.all([operatorPods(kube), leader(kube)]);
  const logs = await Promise.all(
    pods.map(({ metadata: { name: pod } }) =>
      kube
        .run("logs", pod, "-n", OPERATOR.namespace, `--since-time=${since.toISOString()}`)
        .catch((error: unknown) => {
          if (pod === working.metadata.name) throw error;
          return "";
        }),
    ),
  );
  return logs
    .flatMap((log) => log.split("\n"))
    .flatMap((line) => parsed(line) ?? [])
    .filter((line) => line.level === "info" && line.cluster === name && line.namespace === namespace)
    .toSorted((left, right) => left.time.localeCompare(right.time))
    .flatMap((line) => performed(line) ?? []);
}
