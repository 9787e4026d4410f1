/** What makes a Cluster in Kubernetes the one it is, and its data the data it has: none of it can change. */
export interface Identity {
  /** The Kubernetes cluster. */
  readonly target: string;
  readonly namespace: string;
  readonly name: string;
}

/** One text for each identity: `k1/mysql-prod/orders`. Only a target may hold a slash. */
export function identityText({ target, namespace, name }: Identity): string {
  return `${target}/${namespace}/${name}`;
}

/**
 * Reads an identity as an environment writes it: `orders`, `namespace/orders` or `target/namespace/orders`. What is left
 * out is the environment's own. Undefined when a part is empty.
 */
export function readIdentity(text: string, own: Omit<Identity, "name">): Identity | undefined {
  const parts = text.split("/");
  if (parts.includes("")) return undefined;
  const [name = "", namespace = own.namespace, ...target] = parts.toReversed();
  return { target: target.length === 0 ? own.target : target.toReversed().join("/"), namespace, name };
}

/** Writes an identity as short as an environment may write it: {@link readIdentity} turned round. */
export function shortIdentity({ target, namespace, name }: Identity, own: Omit<Identity, "name">): string {
  if (target !== own.target) return identityText({ target, namespace, name });
  return namespace === own.namespace ? name : `${namespace}/${name}`;
}
