import type { Kube } from "./kube.ts";
import type { Rig } from "./rig.ts";

/** Figures a scenario measured, by name; numbers are milliseconds unless the name says otherwise. */
export type Figures = Readonly<Record<string, number | string | readonly number[]>>;

/** What scenarios run on. */
export interface Stage {
  readonly root: string;
  readonly rig: Rig;
  readonly kube: Kube;
  readonly say: (text: string) => void;
}

/** One proof. It throws when what it proves does not hold. */
export interface Scenario {
  readonly name: string;
  readonly run: (stage: Stage) => Promise<Figures>;
}

/** What became of a scenario. */
export interface ScenarioResult {
  readonly name: string;
  readonly passed: boolean;
  readonly seconds: number;
  readonly figures: Figures;
  readonly problem?: string;
}
