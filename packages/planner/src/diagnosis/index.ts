export type {
  Awaited,
  Diagnosis,
  Group,
  Impossibility,
  MemberTransactions,
  StalledReason,
} from "./diagnosis.ts";
