import {
  checkCodes,
  clusterCodes,
  codeownersCodes,
  definitionCodes,
  explainCodes,
  fleetCodes,
  loadCodes,
  manifestCodes,
  planCodes,
  policyCodes,
  releaseCodes,
} from "@grampus/compiler";

/** Every registry whose codes a command can say. */
export const codeRegistries = [
  checkCodes,
  clusterCodes,
  codeownersCodes,
  definitionCodes,
  explainCodes,
  fleetCodes,
  loadCodes,
  manifestCodes,
  planCodes,
  policyCodes,
  releaseCodes,
];
