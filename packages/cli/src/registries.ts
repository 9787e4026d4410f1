import {
  checkCodes,
  clusterCodes,
  definitionCodes,
  explainCodes,
  fleetCodes,
  loadCodes,
  policyCodes,
} from "@grampus/compiler";

/** Every registry whose codes a command can say. */
export const codeRegistries = [
  checkCodes,
  clusterCodes,
  definitionCodes,
  explainCodes,
  fleetCodes,
  loadCodes,
  policyCodes,
];
