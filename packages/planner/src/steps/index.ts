export {
  type KubernetesStep,
  type Precondition,
  type ServerStep,
  type ServerTarget,
  type Step,
  stepSubject,
  type VariableAssignment,
} from "./step.ts";
export { type StepRecord, stepRecord } from "./step-record.ts";
