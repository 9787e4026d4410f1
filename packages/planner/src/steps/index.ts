export type {
  KubernetesStep,
  Precondition,
  ServerStep,
  ServerTarget,
  Step,
  VariableAssignment,
} from "./step.ts";
