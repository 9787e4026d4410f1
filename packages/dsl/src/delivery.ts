import type { Duration } from "./gate.ts";

/** Where the repository is that the environment is delivered from, and where the fleet is in it. */
export interface DeliveredRepository {
  /** URL of the repository, without credentials: `https://git.example.com/acme/fleet.git`, `ssh://git@...`. */
  readonly repository: string;
  /** The branch that is delivered; `main` unless said. */
  readonly branch?: string;
  /** The fleet's folder in the repository, `platform/mysql`; its root unless said. */
  readonly path?: string;
}

/** How Flux delivers an environment. */
export interface FluxSettings extends DeliveredRepository {
  /** Of `repository: "oci://..."`, the tag that is delivered; `latest` unless said. It has no branch. */
  readonly tag?: string;
  /** Namespace of Flux's objects; `flux-system` unless said. */
  readonly namespace?: string;
  /** Name of a Secret in that namespace with the credentials for the repository. */
  readonly secret?: string;
  /** How often the repository is read; `1m` unless said. */
  readonly interval?: Duration;
  /**
   * Name of a Secret in that namespace with the kubeconfig of the environment's Kubernetes cluster, key `value`; where Flux
   * itself runs unless said.
   */
  readonly kubeConfig?: string;
  /**
   * Into how many Kustomizations the clusters of each ring are spread, from 1 to 64; `false`: a Kustomization for each
   * cluster. Unless said, each cluster has its own in environments of up to 20, and larger ones have 4. The number and its own name
   * alone say where a cluster is.
   */
  readonly shards?: number | false;
}

/** The Kubernetes cluster that Argo CD delivers to, as Argo CD knows it: by its name there, or by its API server. */
export type ArgoCdDestination = { readonly name: string } | { readonly server: string };

/** How Argo CD delivers an environment. Credentials for a private repository are Argo CD's own Secret for its URL. */
export interface ArgoCdSettings extends DeliveredRepository {
  /** Namespace of Argo CD and its objects; `argocd` unless said. */
  readonly namespace?: string;
  /** The environment's Kubernetes cluster; where Argo CD itself runs unless said. */
  readonly destination?: ArgoCdDestination;
  /**
   * One ApplicationSet in place of an Application for each cluster. With rings it syncs every commit ring by ring, if Argo
   * CD's progressive syncs are on; Argo CD then does not heal drift between commits. `false` unless said.
   */
  readonly applicationSet?: boolean;
}

/** What brings an environment's committed files to its Kubernetes cluster: `flux({ ... })` or `argocd({ ... })`. */
export type Delivery =
  | { readonly kind: "flux"; readonly settings: FluxSettings }
  | { readonly kind: "argocd"; readonly settings: ArgoCdSettings };

/**
 * Delivers an environment with Flux: its objects are in `environments/<name>/gitops/`.
 *
 * @example
 * delivery: flux({ repository: "https://git.example.com/acme/fleet.git", secret: "fleet-credentials" })
 */
export function flux(settings: FluxSettings): Delivery {
  return { kind: "flux", settings };
}

/**
 * Delivers an environment with Argo CD: its objects are in `environments/<name>/gitops/`.
 *
 * @example
 * delivery: argocd({ repository: "https://git.example.com/acme/fleet.git", destination: { name: "prod-eu" } })
 */
export function argocd(settings: ArgoCdSettings): Delivery {
  return { kind: "argocd", settings };
}
