import type { Cluster } from "@grampus/api";
import type { ObservedSecrets } from "@grampus/planner";
import { secretNames } from "@grampus/resources";
import type { KubeClient } from "../kube/client.ts";
import { keptPart } from "../kube/kept.ts";
import { SECRETS, type Secret } from "../kube/kinds.ts";
import { SECRET_GOOD_FOR_MS } from "../timing.ts";
import { AUTHORITY_KEYS, type SecretPurpose, secretValue } from "./secret-keys.ts";
import { certificateState, secretState } from "./secret-states.ts";

/** A cluster's Secrets by purpose, as last read; the ones that are not there are absent. */
export type SecretContents = Partial<Readonly<Record<SecretPurpose, Secret>>>;

const PURPOSES: readonly SecretPurpose[] = ["root", "accounts", "authority", "certificate"];

/** The Secrets of one cluster, read when they are wanted and kept for a minute. */
export class SecretCache {
  readonly #client: KubeClient;
  #contents: SecretContents = {};
  #readAt = Number.NEGATIVE_INFINITY;
  #names = "";

  constructor(client: KubeClient) {
    this.#client = client;
  }

  /** The Secrets; read again when `fresh`, when they are a minute old, or when one was not there. */
  async read(cluster: Cluster, now: number, fresh: boolean): Promise<SecretContents> {
    const names = secretNames(cluster);
    const wanted =
      cluster.spec?.sslSecret === undefined ? PURPOSES : PURPOSES.filter((p) => p !== "authority");
    const isComplete = wanted.every((purpose) => this.#contents[purpose] !== undefined);
    const isSame = this.#names === JSON.stringify(names);
    if (!fresh && isComplete && isSame && now - this.#readAt < SECRET_GOOD_FOR_MS) return this.#contents;
    const { namespace } = cluster.metadata;
    const found = await Promise.all(
      wanted.map(async (purpose) => {
        const secret = await this.#client.find(SECRETS, { namespace, name: names[purpose] });
        return secret === undefined ? [] : [[purpose, keptPart("secrets", secret)] as const];
      }),
    );
    this.#contents = Object.fromEntries(found.flat());
    this.#readAt = now;
    this.#names = JSON.stringify(names);
    return this.#contents;
  }

  /** Forgets what was read: the next look goes to the API server. */
  forget(): void {
    this.#readAt = Number.NEGATIVE_INFINITY;
  }
}

const observed = new WeakMap<SecretContents, ObservedSecrets>();

/** What the planner may know of the Secrets. Certificates are parsed once for what was read at once. */
export function observedSecrets(cluster: Cluster, contents: SecretContents): ObservedSecrets {
  const known = observed.get(contents);
  if (known !== undefined) return known;
  const states = secretStates(cluster, contents);
  observed.set(contents, states);
  return states;
}

function secretStates(cluster: Cluster, contents: SecretContents): ObservedSecrets {
  const { name } = cluster.metadata;
  const isOwn = cluster.spec?.sslSecret === undefined;
  const authority =
    isOwn && contents.authority !== undefined
      ? secretValue(contents.authority, AUTHORITY_KEYS.certificate)
      : undefined;
  return {
    root: secretState("root", contents.root, name),
    accounts: secretState("accounts", contents.accounts, name),
    authority: secretState("authority", contents.authority, name),
    certificate: certificateState(contents.certificate, authority, name),
  };
}
