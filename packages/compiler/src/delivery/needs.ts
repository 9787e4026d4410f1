import type { EnvironmentEntry } from "../definition/entries.ts";
import type { Needs } from "./delivered.ts";
import { fluxNamespace } from "./flux.ts";

/**
 * Whether one installation of Flux delivers both environments to the Kubernetes cluster that they share. With a kubeconfig
 * it runs elsewhere, without one there; two kubeconfigs of one cluster can have two names.
 */
function isSameFlux({ delivery: one, target }: EnvironmentEntry, other: EnvironmentEntry): boolean {
  const { delivery } = other;
  return (
    one?.kind === "flux" &&
    delivery?.kind === "flux" &&
    fluxNamespace(one.settings) === fluxNamespace(delivery.settings) &&
    (one.settings.kubeConfig === undefined) === (delivery.settings.kubeConfig === undefined) &&
    target === other.target
  );
}

/** The environment that makes the Namespace of one that shares it. */
function makerOf(
  environment: EnvironmentEntry,
  others: readonly EnvironmentEntry[],
): EnvironmentEntry | undefined {
  if (!environment.isNamespaceShared) return undefined;
  return others.find(
    ({ isNamespaceShared, namespace }) => !isNamespaceShared && namespace === environment.namespace,
  );
}

/** The environment that deploys the operator of one that does not. */
function deployerOf(
  environment: EnvironmentEntry,
  others: readonly EnvironmentEntry[],
): EnvironmentEntry | undefined {
  return environment.operator === "deploy" ? undefined : others.find(({ operator }) => operator === "deploy");
}

/**
 * What an environment needs of others: the operator's folder for its clusters, and the one that makes its Namespace. An
 * operator folder waits for the operator too, so that one which moves there is there before this one is pruned; but
 * not where the operator's own folder has to wait for this one's Namespace.
 */
export function needsOf(environment: EnvironmentEntry, environments: readonly EnvironmentEntry[]): Needs {
  const others = environments.filter((other) => other !== environment && isSameFlux(environment, other));
  const maker = makerOf(environment, others);
  const deployer = deployerOf(environment, others);
  const waitsForUs = deployer !== undefined && makerOf(deployer, [environment]) === environment;
  const names = (all: readonly (EnvironmentEntry | undefined)[]) => [
    ...new Set(all.flatMap((one) => one?.name ?? [])),
  ];
  return {
    ofOperatorFolder: names([waitsForUs ? undefined : deployer, maker]),
    ofClusters: names([deployer, maker]),
  };
}
