export type {
  Awaited,
  Diagnosis,
  Group,
  MemberTransactions,
  Stall,
  StalledReason,
} from "./diagnosis.ts";
