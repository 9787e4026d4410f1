import { E2eFault } from "./e2e-fault.ts";
import type { Kube } from "./kube.ts";
import type { Rig } from "./rig.ts";

/** Figures a scenario measured, by name; numbers are milliseconds unless the name says otherwise. */
export type Figures = Readonly<Record<string, number | string | readonly number[]>>;

/** What scenarios run on. */
export interface Stage {
  readonly root: string;
  /** Absent on a cluster that was named by its context: nobody can break its nodes or read its audit log. */
  readonly rig?: Rig;
  readonly kube: Kube;
  /** Whether only the core set is run: long watches and many rounds are shorter, and no results are kept. */
  readonly core: boolean;
  readonly say: (text: string) => void;
}

/** One proof. It throws when what it proves does not hold. */
export interface Scenario {
  readonly name: string;
  /** Whether it breaks nodes or reads the audit log, which only the rig allows. */
  readonly needsRig?: true;
  /** Whether it is too long for the core set. */
  readonly isLong?: true;
  /** Whether it begins with emptying the cluster, and brings the operator there itself. */
  readonly emptiesCluster?: true;
  /** Why it cannot be tried here; nothing when it can. */
  readonly missing?: (stage: Stage) => string | undefined;
  readonly run: (stage: Stage) => Promise<Figures>;
}

/** The rig of a scenario that needs it. */
export function rigOf({ rig }: Stage): Rig {
  if (rig === undefined) throw new E2eFault("setup", "this scenario needs the rig");
  return rig;
}

/** What became of a scenario. */
export interface ScenarioResult {
  readonly name: string;
  readonly passed: boolean;
  readonly seconds: number;
  readonly figures: Figures;
  readonly problem?: string;
}
