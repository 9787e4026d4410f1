import { rebuiltMembers } from "./abandoned.ts";
import { reloadedCertificates } from "./certificate.ts";
import { departedCluster } from "./deletion.ts";
import { failingPods } from "./failing-pods.ts";
import { holdCluster } from "./finalizer.ts";
import { adoptedVolumes, confirmedBootstrap, identityRecord } from "./identity.ts";
import { joinedMembers, recordedMembers, refusedMembers } from "./join.ts";
import { appliedObjects, appliedStatefulSet, changedClaims, spentConfigurations } from "./objects.ts";
import { recoveredGroup } from "./outage.ts";
import { disarmedBootstraps, readOnlyOutside, roleLabels } from "./roles.ts";
import { replacedFailures, rolledOut } from "./rollout.ts";
import { generatedSecrets } from "./secrets.ts";
import { departedMembers, endedMembers } from "./shrink.ts";
import type { Task } from "./task.ts";
import { setVariables } from "./variables.ts";
import { unstuckGroup } from "./wedge.ts";

/**
 * What the operator looks after, most urgent first: where clients are sent, then that there is a group, then that it
 * has its members, and only then that it is as the spec says.
 */
export const TASKS: readonly Task[] = [
  departedCluster,
  holdCluster,
  identityRecord,
  readOnlyOutside,
  disarmedBootstraps,
  roleLabels,
  adoptedVolumes,
  confirmedBootstrap,
  generatedSecrets,
  appliedObjects,
  appliedStatefulSet,
  replacedFailures,
  failingPods,
  recoveredGroup,
  unstuckGroup,
  recordedMembers,
  rebuiltMembers,
  joinedMembers,
  refusedMembers,
  changedClaims,
  setVariables,
  departedMembers,
  rolledOut,
  reloadedCertificates,
  spentConfigurations,
  endedMembers,
];
