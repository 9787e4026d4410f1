export type { Operation } from "../../operation/operation.ts";
export type { ObservedIdentity } from "./identity.ts";
export type {
  AccountFlaw,
  Applier,
  Denial,
  GroupState,
  LoginKind,
  MemberAnswer,
  MemberReport,
  ViewMember,
} from "./member-report.ts";
export type {
  CertificateState,
  ForeignField,
  ObservedClaim,
  ObservedNode,
  ObservedObject,
  ObservedPod,
  ObservedSecrets,
  ObservedStatefulSet,
  PodTrouble,
  SecretState,
  TimeSpan,
} from "./objects.ts";
export type {
  Canary,
  CanaryRefusal,
  Freshness,
  Observation,
  ObservedUserConfig,
  RestartTurn,
  StepFailure,
} from "./observation.ts";
