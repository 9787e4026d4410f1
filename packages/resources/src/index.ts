export {
  ACCOUNT_SECRET_KEYS,
  ACCOUNTS,
  type Account,
  CANARY_TABLE,
  OPERATOR_PRIVILEGES,
  OPERATOR_SCHEMA,
  OWN_ACCOUNTS,
  ROOT_PASSWORD_KEY,
} from "./account/account.ts";
export {
  initialStatements,
  type Mending,
  mendingStatements,
  SCHEMA_STATEMENTS,
} from "./account/account-statements.ts";
export {
  type ClusterObjects,
  type ClusterObjectsInput,
  clusterObjects,
  lastingObjects,
} from "./cluster/cluster-objects.ts";
export { GROUP_NAME_ANNOTATION, WRITTEN_VARIABLES_ANNOTATION } from "./cluster/config-maps.ts";
export {
  APPLIED_GENERATION_ANNOTATION,
  CLAIMS_REVISION_ANNOTATION,
  TEMPLATE_DRIFT_ANNOTATION,
} from "./cluster/stateful-set.ts";
export { baseVariables } from "./configuration/my-cnf.ts";
export { ownedVariables } from "./configuration/owned-variables.ts";
export { contentDigest } from "./digest.ts";
export type * from "./kubernetes/index.ts";
export { objectLabels, ownerReference, selectorLabels } from "./labels.ts";
export { OPTION_FILE, VARIABLES_FILE } from "./member/paths.ts";
export { podSecurity } from "./member/security.ts";
export { TEMPLATE_GENERATION_ANNOTATION } from "./member/template-generation.ts";
export {
  TEMPLATE_PARTS_ANNOTATION,
  type TemplateDifference,
  templateDifference,
} from "./member/template-parts.ts";
export { CERTIFICATE_KEYS } from "./member/volumes.ts";
export {
  ADMIN_PORT,
  certificateDnsNames,
  claimName,
  clusterObjectNames,
  identityName,
  MYSQL_PORT,
  memberHost,
  memberName,
  ordinalOf,
  secretNames,
  serverConfigPrefix,
  serviceNames,
  variablesConfigName,
} from "./names.ts";
export { operatorAccess } from "./operator/access.ts";
export {
  DELETION_PROTECTION_LABEL,
  deletionProtection,
  protectedFromDeletion,
} from "./operator/deletion-protection.ts";
export {
  type OperatorImage,
  type OperatorInput,
  type OperatorOptions,
  operatorDeployment,
  operatorDisruptionBudget,
} from "./operator/deployment.ts";
export { operatorResources } from "./operator/fleet-size.ts";
export { OPERATOR_NAME, OPERATOR_NAMESPACE, OPERATOR_REPOSITORY } from "./operator/names.ts";
export { restrictedNamespace } from "./operator/namespace.ts";
export { DEFAULT_PLATFORM, type Platform } from "./platform.ts";
export { PRE_STOP_SCRIPT } from "./scripts/index.ts";
export * from "./stall/index.ts";
export * from "./variables/index.ts";
