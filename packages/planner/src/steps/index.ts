export {
  type KubernetesStep,
  type Precondition,
  type ServerStep,
  type ServerTarget,
  type Step,
  stepSubject,
  type VariableAssignment,
} from "./step.ts";
