import { addFinalizer } from "./add-finalizer.ts";
import { applyObjects, applyStatefulSet, deleteUnusedConfigMaps, resizeClaims } from "./apply-objects.ts";
import { createSecrets } from "./create-secrets.ts";
import { deleteCluster } from "./delete-cluster.ts";
import { joinMembers, recordMembers, reportRefusedMembers } from "./join-members.ts";
import { adoptVolumes, confirmBootstrap, createIdentity } from "./keep-record.ts";
import { disarmBootstrap, labelRoles, setReadOnlyOutsideGroup } from "./label-roles.ts";
import { rebuildMembers } from "./rebuild-members.ts";
import { recoverGroup } from "./recover-group.ts";
import { reloadCertificates } from "./reload-certificates.ts";
import { endRemovedMembers, removeMembers } from "./remove-members.ts";
import { reportFailingPods } from "./report-failing-pods.ts";
import { restartStuckApplier } from "./restart-stuck-applier.ts";
import { replaceFailedPods, rollOut } from "./roll-out.ts";
import { setVariables } from "./set-variables.ts";
import type { Task } from "./task.ts";

/**
 * What the operator looks after, most urgent first: where clients are sent, then that there is a group, then that it
 * has its members, and only then that it is as the spec says.
 */
export const TASKS: readonly Task[] = [
  deleteCluster,
  addFinalizer,
  createIdentity,
  setReadOnlyOutsideGroup,
  disarmBootstrap,
  labelRoles,
  adoptVolumes,
  confirmBootstrap,
  createSecrets,
  applyObjects,
  applyStatefulSet,
  replaceFailedPods,
  reportFailingPods,
  recoverGroup,
  restartStuckApplier,
  recordMembers,
  rebuildMembers,
  joinMembers,
  reportRefusedMembers,
  resizeClaims,
  setVariables,
  removeMembers,
  rollOut,
  reloadCertificates,
  deleteUnusedConfigMaps,
  endRemovedMembers,
];
