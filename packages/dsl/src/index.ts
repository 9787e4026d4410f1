/// <reference path="./files.d.ts" preserve="true" />

import "./console.ts";

export { type Append, append, isAppend } from "./append.ts";
export {
  type ClusterDefinition,
  type ClusterSettings,
  type ComputeResources,
  defineCluster,
  type PodSettings,
  type Storage,
} from "./cluster.ts";
export {
  type ArgoCdDestination,
  type ArgoCdSettings,
  argocd,
  type DeliveredRepository,
  type Delivery,
  type FluxSettings,
  flux,
} from "./delivery.ts";
export { defineEnvironment, type EnvironmentDefinition } from "./environment.ts";
export { exception, type PolicyException } from "./exception.ts";
export {
  approval,
  type Duration,
  type Freeze,
  freeze,
  type Gate,
  type GateName,
  healthy,
  maxInFlight,
  type RequiredApproval,
  soak,
  window,
} from "./gate.ts";
export type { Manifest, Manifests } from "./manifest.ts";
export { type SharedNamespace, sharedNamespace } from "./namespace.ts";
export {
  type DeployedOperator,
  deploy,
  type OperatorDeployment,
  type OperatorImage,
  type OperatorSettings,
} from "./operator.ts";
export { type ClusterOverride, type OverriddenCluster, override, type Unsettable } from "./override.ts";
export {
  type OwnPolicy,
  type PolicyAnswer,
  type PolicyField,
  type PolicyFinding,
  policy,
} from "./own-policy.ts";
export { kubernetes, openshift, type Platform } from "./platform.ts";
export type { PolicedCluster, PolicedEnvironment } from "./policed-cluster.ts";
export {
  allowVersions,
  type BuiltInPolicy,
  type BuiltInRule,
  maxStorage,
  minMembers,
  oddMembers,
  type Policy,
  requireApproval,
  requireOwner,
  requireResources,
  retainData,
} from "./policy.ts";
export { type RetiredCluster, type Retirement, retire } from "./retire.ts";
export type {
  BinarySuffix,
  CalendarDay,
  CpuQuantity,
  DecimalSuffix,
  MySQLVersion,
  Quantity,
} from "./units.ts";
export { isUnset, type Unset, unset } from "./unset.ts";
