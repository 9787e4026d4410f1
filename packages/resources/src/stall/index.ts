export { SAFE_SYSCTLS } from "./pod-security-stalls.ts";
export { specStalls } from "./spec-stalls.ts";
export { SPEC_STALL_REASONS, type SpecStall, type SpecStallReason, stallText } from "./stall.ts";
export { upgradeStall } from "./version-stall.ts";
