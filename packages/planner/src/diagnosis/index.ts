export type {
  Awaited,
  Diagnosis,
  Group,
  MemberTransactions,
  Obstacle,
  StalledReason,
} from "./diagnosis.ts";
