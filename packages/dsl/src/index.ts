import "./console.ts";

export {
  type ClusterDefinition,
  type ClusterSettings,
  type ComputeResources,
  defineCluster,
  type PodSettings,
  type Storage,
} from "./cluster.ts";
export { defineEnvironment, type EnvironmentDefinition, type OperatorDeployment } from "./environment.ts";
export { type ClusterOverride, type OverriddenCluster, override, type Unsettable } from "./override.ts";
export { kubernetes, openshift, type Platform } from "./platform.ts";
export {
  allowVersions,
  maxStorage,
  minMembers,
  oddMembers,
  type Policy,
  requireOwner,
  requireResources,
  retainData,
} from "./policy.ts";
export type { BinarySuffix, CpuQuantity, DecimalSuffix, MySQLVersion, Quantity } from "./units.ts";
export { isUnset, type Unset, unset } from "./unset.ts";
