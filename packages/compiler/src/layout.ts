/** The folders of a fleet that hold definitions, by the kind of definition. All generated files are below them too. */
export const FLEET_FOLDERS = { cluster: "clusters", environment: "environments" } as const;

/** What a definition can describe. */
export type DefinitionKind = keyof typeof FLEET_FOLDERS;

/** Path of the definition of a cluster or an environment, relative to the fleet's root as all paths here. */
export function definitionFile(kind: DefinitionKind, name: string): string {
  return `${FLEET_FOLDERS[kind]}/${name}/${kind}.ts`;
}

/** Path of a cluster's base. */
export function baseDirectory(cluster: string): string {
  return `${FLEET_FOLDERS.cluster}/${cluster}/base`;
}

/** Path of the folder that holds a cluster's releases, by their number. */
export function releasesDirectory(cluster: string): string {
  return `${FLEET_FOLDERS.cluster}/${cluster}/releases`;
}

/** Path of a release of a cluster. */
export function releaseDirectory(cluster: string, release: number): string {
  return `${releasesDirectory(cluster)}/${release}`;
}

/** Path of the file that says which releases an environment runs. */
export function lockFile(environment: string): string {
  return `${FLEET_FOLDERS.environment}/${environment}/releases.lock.json`;
}

/** Path of the file in which changes of an environment's clusters are approved. */
export function approvalsFile(environment: string): string {
  return `${FLEET_FOLDERS.environment}/${environment}/approvals.yaml`;
}

/** Path of the file that says what was seen of an environment's clusters. */
export function attestationsFile(environment: string): string {
  return `${FLEET_FOLDERS.environment}/${environment}/attestations.json`;
}

/** Path of the file that says which gates promotions of a cluster to an environment went past. */
export function overridesFile(environment: string, cluster: string): string {
  return `${FLEET_FOLDERS.environment}/${environment}/overrides/${cluster}.yaml`;
}

/** Path of the folder of an environment that holds its overlays, by the name of their cluster. */
export function overlaysDirectory(environment: string): string {
  return `${FLEET_FOLDERS.environment}/${environment}/clusters`;
}

/** Path of the overlay of a cluster in an environment. */
export function overlayDirectory(environment: string, cluster: string): string {
  return `${overlaysDirectory(environment)}/${cluster}`;
}

/** Path of what an environment installs before its clusters. */
export function operatorDirectory(environment: string): string {
  return `${FLEET_FOLDERS.environment}/${environment}/operator`;
}

/** Path of the objects by which Flux or Argo CD deliver an environment. */
export function gitopsDirectory(environment: string): string {
  return `${FLEET_FOLDERS.environment}/${environment}/gitops`;
}

/** Path of the folder with what a person gives Argo CD itself. */
export function argoCdSettingsDirectory(environment: string): string {
  return `${gitopsDirectory(environment)}/argocd-cm`;
}

/** Path of the folder that builds the overlays of a shard: the clusters that one object delivers together. */
export function shardDirectory(environment: string, shard: string): string {
  return `${gitopsDirectory(environment)}/shards/${shard}`;
}

/** A folder that holds nothing but generated files. */
export type GeneratedFolder =
  | { readonly kind: "base"; readonly cluster: string }
  | { readonly kind: "releases"; readonly cluster: string }
  | { readonly kind: "overlay"; readonly environment: string; readonly cluster: string }
  | { readonly kind: "operator"; readonly environment: string }
  | { readonly kind: "gitops"; readonly environment: string };

/** The generated folder that a path is, or is in; undefined when it is in none. */
export function generatedFolder(path: string): GeneratedFolder | undefined {
  const [top, name, part, cluster] = path.split("/");
  if (name === undefined || part === undefined) return undefined;
  const is = (directory: string) => path === directory || path.startsWith(`${directory}/`);
  if (top === FLEET_FOLDERS.cluster) {
    if (is(releasesDirectory(name))) return { kind: "releases", cluster: name };
    return is(baseDirectory(name)) ? { kind: "base", cluster: name } : undefined;
  }
  if (top !== FLEET_FOLDERS.environment) return undefined;
  if (is(gitopsDirectory(name))) return { kind: "gitops", environment: name };
  if (is(operatorDirectory(name))) return { kind: "operator", environment: name };
  return cluster !== undefined && is(overlayDirectory(name, cluster))
    ? { kind: "overlay", environment: name, cluster }
    : undefined;
}

/** The number that a folder of releases stands for; undefined for a name that no release has. */
export function releaseNumber(name: string): number | undefined {
  return /^[1-9][0-9]{0,8}$/.test(name) ? Number(name) : undefined;
}

/** The environment whose lock a path is; undefined for every other path. */
export function environmentOfLock(path: string): string | undefined {
  const [, name, ...more] = path.split("/");
  return name !== undefined && more.length === 1 && path === lockFile(name) ? name : undefined;
}

/** The way from a directory up to the fleet's root: `../..`. */
export function wayToRoot(directory: string): string {
  return directory
    .split("/")
    .map(() => "..")
    .join("/");
}
