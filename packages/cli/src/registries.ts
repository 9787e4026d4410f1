import {
  approvalCodes,
  checkCodes,
  clusterCodes,
  codeownersCodes,
  definitionCodes,
  explainCodes,
  fleetCodes,
  gateCodes,
  loadCodes,
  manifestCodes,
  planCodes,
  policyCodes,
  recordCodes,
  releaseCodes,
} from "@grampus/compiler";

/** Every registry whose codes a command can say. */
export const codeRegistries = [
  approvalCodes,
  checkCodes,
  clusterCodes,
  codeownersCodes,
  definitionCodes,
  explainCodes,
  fleetCodes,
  gateCodes,
  loadCodes,
  manifestCodes,
  planCodes,
  policyCodes,
  recordCodes,
  releaseCodes,
];
