import type { ClusterObjects } from "@grampus/resources";
import type { DiagnosisIn, State } from "../diagnosis/diagnosis.ts";
import type { ClusterView } from "../view/cluster-view.ts";

/** What is known when it is decided what to do and what to say: in these states. */
export interface Context<S extends State = State> {
  readonly view: ClusterView;
  readonly diagnosis: DiagnosisIn<S>;
  /** The objects as they should be; absent while the spec cannot be made true. */
  readonly objects?: ClusterObjects;
}
