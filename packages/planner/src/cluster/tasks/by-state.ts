import { addFinalizer } from "./add-finalizer.ts";
import { applyObjects, applyStatefulSet, deleteUnusedConfigMaps } from "./apply-objects.ts";
import {
  disarmBootstrap,
  reportReadOnlyPrimary,
  setReadOnlyOutsideGroup,
  setReadOnlySecondaries,
} from "./close-servers.ts";
import { createSecrets } from "./create-secrets.ts";
import { deleteCluster } from "./delete-cluster.ts";
import { endSessions } from "./end-sessions.ts";
import { forgetExpelled } from "./forget-expelled.ts";
import { joinMembers, recordMembers, reportRefusedMembers } from "./join-members.ts";
import { adoptVolumes, confirmBootstrap, createIdentity } from "./keep-record.ts";
import { labelRoles, removeRoles } from "./label-roles.ts";
import { mendAccounts } from "./mend-accounts.ts";
import { reportRefusedWrites, restoreSchema } from "./own-schema.ts";
import { rebuildMembers } from "./rebuild-members.ts";
import { recordTemplateParts } from "./record-template-parts.ts";
import {
  awaitMembers,
  bootstrapFirstMember,
  endSurvivors,
  recoverGroup,
  reportDataLoss,
  reportDivergence,
  reportSplitBrain,
} from "./recover-group.ts";
import { relabelPods } from "./relabel-pods.ts";
import { reloadCertificates } from "./reload-certificates.ts";
import { endRemovedMembers, removeMembers } from "./remove-members.ts";
import { reportFailingPods } from "./report-failing-pods.ts";
import { resizeClaims } from "./resize-claims.ts";
import { restartStuckApplier } from "./restart-stuck-applier.ts";
import { replaceFailedPods, rollOut } from "./roll-out.ts";
import { setVariables } from "./set-variables.ts";
import {
  byMajority,
  ifPossible,
  onceMade,
  type TasksByState,
  type UnderPrimary,
  underPrimary,
} from "./task.ts";

/** Whose cluster it is, and that no server takes writes or makes a group by itself. */
const FIRST = [addFinalizer, createIdentity, relabelPods, setReadOnlyOutsideGroup, disarmBootstrap];

/** What the operator itself needs to look after the group. */
const OWN = underPrimary(mendAccounts, reportRefusedWrites, restoreSchema);

/** What clients wait for, once it is clear where they are sent. */
const CLIENTS = [...byMajority(endSessions), ...underPrimary(forgetExpelled)];

/** What members need to run. */
const OBJECTS = [
  ...onceMade(createSecrets, applyObjects),
  ...ifPossible(applyStatefulSet, replaceFailedPods),
  reportFailingPods,
];

/** That the group has its members. */
const MEMBERS = [
  ...byMajority(recordMembers),
  ...underPrimary(rebuildMembers, joinMembers),
  ...byMajority(reportRefusedMembers),
];

/** That a group which has its members is as the spec says. */
const SPEC = [
  ...ifPossible(recordTemplateParts, resizeClaims),
  ...byMajority(...ifPossible(setVariables)),
  ...underPrimary(removeMembers, ...ifPossible<UnderPrimary>(rollOut)),
  reloadCertificates,
  ...ifPossible(deleteUnusedConfigMaps),
  endRemovedMembers,
];

/**
 * What the operator does in each state, most urgent first: where clients are sent, then that there is a group, then that
 * it has its members, and only then that it is as the spec says. The first task with steps, or with a wait, decides.
 * docs/operator/states.md has a section for each state.
 */
export const TASKS: TasksByState = {
  Deleting: [deleteCluster],
  Uninitialised: [...FIRST, adoptVolumes, ...OBJECTS, bootstrapFirstMember],
  Grouped: [
    ...FIRST,
    ...byMajority(labelRoles, setReadOnlySecondaries, reportReadOnlyPrimary),
    ...OWN,
    ...byMajority(confirmBootstrap),
    ...CLIENTS,
    ...OBJECTS,
    ...MEMBERS,
    ...SPEC,
  ],
  ApplierStuck: [
    ...FIRST,
    ...byMajority(labelRoles, setReadOnlySecondaries),
    ...CLIENTS,
    ...OBJECTS,
    ...byMajority(restartStuckApplier),
    ...MEMBERS,
    ...SPEC,
  ],
  QuorumLost: [...FIRST, removeRoles, adoptVolumes, ...OBJECTS, endSurvivors],
  QuorumLostUncertain: [...FIRST, adoptVolumes, ...OBJECTS, awaitMembers],
  Outage: [...FIRST, removeRoles, adoptVolumes, ...OBJECTS, recoverGroup],
  OutageUncertain: [...FIRST, adoptVolumes, ...OBJECTS, awaitMembers],
  Diverged: [...FIRST, removeRoles, adoptVolumes, ...OBJECTS, reportDivergence],
  DataLost: [...FIRST, ...OBJECTS, reportDataLoss],
  SplitBrain: [reportSplitBrain],
};
