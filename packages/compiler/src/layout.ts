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

/** A folder that holds nothing but generated files. */
export type GeneratedFolder =
  | { readonly kind: "base"; readonly cluster: string }
  | { readonly kind: "overlay"; readonly environment: string; readonly cluster: string }
  | { readonly kind: "operator"; readonly environment: string };

/** The generated folder that a path is, or is in; undefined when it is in none. */
export function generatedFolder(path: string): GeneratedFolder | undefined {
  const [top, name, part, cluster] = path.split("/");
  if (name === undefined || part === undefined) return undefined;
  const is = (directory: string) => path === directory || path.startsWith(`${directory}/`);
  if (top === FLEET_FOLDERS.cluster) {
    return is(baseDirectory(name)) ? { kind: "base", cluster: name } : undefined;
  }
  if (top !== FLEET_FOLDERS.environment) return undefined;
  if (is(operatorDirectory(name))) return { kind: "operator", environment: name };
  return cluster !== undefined && is(overlayDirectory(name, cluster))
    ? { kind: "overlay", environment: name, cluster }
    : undefined;
}

/** The way from a directory up to the fleet's root: `../..`. */
export function wayToRoot(directory: string): string {
  return directory
    .split("/")
    .map(() => "..")
    .join("/");
}
