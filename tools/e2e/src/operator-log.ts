import type { StepRecord } from "@grampus/planner/forecast";
import type { Kube } from "./kube.ts";
import { OPERATOR, operatorPods } from "./operator-pods.ts";

/** A line of the operator's log, as far as it is about a step. */
interface StepLine extends Partial<StepRecord> {
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
    .flatMap((line) => {
      const { level, cluster, namespace: where, step, subject, to, clone } = parsed(line) ?? { level: "" };
      if (level !== "info" || cluster !== name || where !== namespace) return [];
      if (step === undefined || subject === undefined) return [];
      return [
        {
          step,
          subject,
          ...(to === undefined ? {} : { to }),
          ...(clone === undefined ? {} : { clone }),
        },
      ];
    });
}
