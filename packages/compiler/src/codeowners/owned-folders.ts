import { valueText } from "../data/value-text.ts";
import type { ClusterEntry, EnvironmentEntry, Fleet } from "../definition/entries.ts";
import type { Finding } from "../findings/finding.ts";
import { approvalsFile, type DefinitionKind, definitionFile, FLEET_FOLDERS } from "../layout.ts";
import { codeownersCodes } from "./diagnostics.ts";

/** A folder of the fleet and who owns it. */
export interface OwnedFolder {
  /** Path relative to the fleet's root, with `/` at its end; that of a file without. */
  readonly folder: string;
  /** Its definition, relative to the fleet's root. */
  readonly definition: string;
  readonly owners: readonly string[];
}

/** Who owns which folder, in path order. */
export interface Ownership {
  readonly folders: readonly OwnedFolder[];
  /** Clusters and environments that name no owner, by path of their folder. */
  readonly unowned: readonly string[];
  readonly findings: readonly Finding[];
}

const TEAM = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;

interface TeamOwner {
  readonly cluster: ClusterEntry;
  readonly owner: string;
}

function ownerFinding({ cluster, owner }: TeamOwner, diagnostic: Finding["diagnostic"]): Finding {
  return {
    diagnostic: { ...diagnostic, path: "owner", found: valueText(owner) },
    place: { file: cluster.file, path: ["owner"], part: "value" },
  };
}

function wrongOwners(owners: readonly TeamOwner[], organization: string | undefined): readonly Finding[] {
  const [first] = owners;
  const missing =
    organization === undefined && first !== undefined
      ? [
          ownerFinding(
            first,
            codeownersCodes.create("no-organization", { owner: first.owner, cluster: first.cluster.name }),
          ),
        ]
      : [];
  const wrong = owners
    .filter(({ owner }) => !TEAM.test(owner))
    .map((one) =>
      ownerFinding(
        one,
        codeownersCodes.create("no-team", { owner: one.owner }, { allowed: "letters, digits, - and _" }),
      ),
    );
  return [...missing, ...wrong];
}

function ownedFolder(kind: DefinitionKind, name: string, owners: readonly string[]): OwnedFolder {
  return { folder: `${FLEET_FOLDERS[kind]}/${name}/`, definition: definitionFile(kind, name), owners };
}

function byFolder(left: OwnedFolder, right: OwnedFolder): number {
  return left.folder < right.folder ? -1 : 1;
}

/** Where an environment names somebody who may approve changes. */
function approverPlaces({ file, policies, gates }: EnvironmentEntry) {
  const lists = { policies, gates };
  return (["policies", "gates"] as const).flatMap((list) =>
    lists[list].flatMap((one, index) =>
      one.kind === "requireApproval" || one.kind === "approval"
        ? one.from.map((approver, position) => {
            const path = [list, index, "from", position];
            return { approver, place: { file, path, part: "value" } as const };
          })
        : [],
    ),
  );
}

/** Who owns the file of an environment's approvals: those who may approve. A team of no organization goes to `findings`. */
function approvalsOwner(
  environment: EnvironmentEntry,
  organization: string | undefined,
  findings: Finding[],
): readonly OwnedFolder[] {
  const named = approverPlaces(environment);
  if (named.length === 0) return [];
  const isWhole = (approver: string) => approver.includes("@") || approver.includes("/");
  const bare = named.find(({ approver }) => !isWhole(approver));
  if (bare !== undefined && organization === undefined) {
    const { approver: owner, place } = bare;
    const diagnostic = codeownersCodes.create("no-organization", {
      owner,
      cluster: `the approvals of ${environment.name}`,
    });
    findings.push({ diagnostic: { ...diagnostic, found: valueText(owner) }, place });
  }
  const owners = named.map(({ approver }) => {
    if (!isWhole(approver)) return `@${organization}/${approver}`;
    return approver.includes("@") ? approver : `@${approver}`;
  });
  const file = approvalsFile(environment.name);
  return [{ folder: file, definition: file, owners: [...new Set(owners)] }];
}

/**
 * Who owns the folders of a fleet: of a cluster the team that its `owner` names, of an environment its `owners`, of its
 * approvals those who may approve.
 *
 * @param organization the organization of GitHub whose teams own clusters
 */
export function ownership(fleet: Fleet, organization: string | undefined): Ownership {
  const teams = [...fleet.clusters.values()].flatMap((cluster): readonly TeamOwner[] => {
    const { owner } = cluster.settings;
    return typeof owner === "string" ? [{ cluster, owner }] : [];
  });
  const byCluster = new Map(teams.map(({ cluster, owner }) => [cluster.name, owner]));
  const clusters = [...fleet.clusters.keys()].sort().map((name): OwnedFolder => {
    const owner = byCluster.get(name);
    return ownedFolder("cluster", name, owner === undefined ? [] : [`@${organization}/${owner}`]);
  });
  const environments = [...fleet.environments.values()].map(({ name, owners }) =>
    ownedFolder("environment", name, owners),
  );
  const findings: Finding[] = [...wrongOwners(teams, organization)];
  const approvals = [...fleet.environments.values()].flatMap((environment) =>
    approvalsOwner(environment, organization, findings),
  );
  const all = [...clusters, ...[...environments, ...approvals].sort(byFolder)];
  return {
    folders: all.filter(({ owners }) => owners.length > 0),
    unowned: all.filter(({ owners }) => owners.length === 0).map(({ folder }) => folder),
    findings,
  };
}
