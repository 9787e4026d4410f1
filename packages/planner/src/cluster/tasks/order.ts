import { reloadCertificates } from "./certificate.ts";
import { deleteCluster } from "./deletion.ts";
import { reportFailingPods } from "./failing-pods.ts";
import { addFinalizer } from "./finalizer.ts";
import { adoptVolumes, confirmBootstrap, createIdentity } from "./identity.ts";
import { joinMembers, recordMembers, reportRefusedMembers } from "./join.ts";
import { applyObjects, applyStatefulSet, deleteUnusedConfigMaps, resizeClaims } from "./objects.ts";
import { rebuildMembers } from "./rebuild.ts";
import { recoverGroup } from "./recover.ts";
import { disarmBootstrap, labelRoles, setReadOnlyOutsideGroup } from "./roles.ts";
import { replaceFailedPods, rollOut } from "./rollout.ts";
import { endRemovedMembers, removeMembers } from "./scale-in.ts";
import { createSecrets } from "./secrets.ts";
import { restartStuckApplier } from "./stuck-applier.ts";
import type { Task } from "./task.ts";
import { setVariables } from "./variables.ts";

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
