import { setTimeout as delay } from "node:timers/promises";
import { errorText, isFault } from "../fault.ts";
import type { KubeClient } from "./client.ts";
import { LEASES, type Lease } from "./kinds.ts";
import type { ObjectName } from "./objects.ts";

/** Which Lease to hold, as whom, and how long a holder may be silent. Times in milliseconds. */
export interface LeaseOptions {
  readonly client: KubeClient;
  readonly name: Required<ObjectName> & { readonly namespace: string };
  /** Different for every process. */
  readonly identity: string;
  /** Annotations it carries while we hold it. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Silence of a holder after which another one takes over. */
  readonly duration: number;
  /** Time without a renewal after which the holder gives up by itself; shorter than `duration`. */
  readonly renewDeadline: number;
  readonly renewEvery: number;
  readonly retryEvery: number;
  readonly onTrouble: (message: string) => void;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

/** A Lease that is held. */
export interface HeldLease {
  /** Resolves when the Lease is lost: stop acting at once. Never resolves after `release`. */
  readonly lost: Promise<void>;
  /** Gives the Lease up, so that another process can take it at once. */
  release(): Promise<void>;
}

interface Sighting {
  readonly version: string | undefined;
  readonly at: number;
}

function microTime(): string {
  return new Date().toISOString().replace("Z", "000Z");
}

function leaseBody({ name, identity, duration, annotations }: LeaseOptions, found: Lease | undefined) {
  const isOurs = found?.spec?.holderIdentity === identity;
  return {
    apiVersion: LEASES.apiVersion,
    kind: LEASES.kind,
    metadata: {
      ...name,
      ...(annotations === undefined ? {} : { annotations }),
      ...(found === undefined ? {} : { resourceVersion: found.metadata.resourceVersion }),
    },
    spec: {
      holderIdentity: identity,
      leaseDurationSeconds: Math.ceil(duration / 1000),
      acquireTime: isOurs ? found?.spec?.acquireTime : microTime(),
      renewTime: microTime(),
      leaseTransitions: (found?.spec?.leaseTransitions ?? 0) + (isOurs || found === undefined ? 0 : 1),
    },
  };
}

/** Takes the Lease if it is free, ours, or its holder was silent too long on our own clock. */
async function tryToTake(options: LeaseOptions, seen: Sighting | undefined): Promise<Lease | Sighting> {
  const { client, name, identity, duration, now } = options;
  const found = await client.find(LEASES, name);
  if (found === undefined) return client.create(LEASES, name.namespace, leaseBody(options, undefined));
  const holder = found.spec?.holderIdentity ?? "";
  const version = found.metadata.resourceVersion;
  if (holder !== "" && holder !== identity) {
    if (seen === undefined || seen.version !== version) return { version, at: now() };
    if (now() - seen.at < Math.max(duration, (found.spec?.leaseDurationSeconds ?? 0) * 1000)) return seen;
  }
  return client.replace(LEASES, name, leaseBody(options, found));
}

function isSighting(result: Lease | Sighting): result is Sighting {
  return "at" in result;
}

/** Waits until the Lease is ours. Nothing when the signal ended the wait. */
export async function acquireLease(
  options: LeaseOptions,
  signal: AbortSignal,
): Promise<HeldLease | undefined> {
  let seen: Sighting | undefined;
  while (!signal.aborted) {
    try {
      const result = await tryToTake(options, seen);
      if (!isSighting(result)) return keepLease(options, result);
      seen = result;
    } catch (error) {
      if (!isFault(error, "kube-conflict", "kube-exists")) options.onTrouble(errorText(error));
    }
    await delay(options.retryEvery, undefined, { signal }).catch(() => undefined);
  }
  return undefined;
}

function keepLease(options: LeaseOptions, taken: Lease): HeldLease {
  const { client, name, now, renewEvery, retryEvery, renewDeadline } = options;
  const stop = new AbortController();
  let held = taken;
  let renewedAt = now();
  let pause = renewEvery;

  async function renew(): Promise<"renewed" | "failed" | "taken"> {
    const startedAt = now();
    try {
      held = await client.replace(LEASES, name, leaseBody(options, held));
      renewedAt = startedAt;
      return "renewed";
    } catch (error) {
      options.onTrouble(`lease not renewed: ${errorText(error)}`);
      if (!isFault(error, "kube-conflict")) return "failed";
      const found = await client.find(LEASES, name).catch(() => undefined);
      if (found === undefined) return "failed";
      if (found.spec?.holderIdentity !== options.identity) return "taken";
      held = found;
      return "failed";
    }
  }

  async function keep(): Promise<void> {
    for (;;) {
      const left = renewedAt + renewDeadline - now();
      if (left <= 0) return;
      await delay(Math.min(pause, left), undefined, { signal: stop.signal });
      const outcome = await Promise.race([
        renew(),
        delay(Math.max(0, renewedAt + renewDeadline - now()), "failed" as const, { signal: stop.signal }),
      ]);
      if (outcome === "taken") return;
      pause = outcome === "renewed" ? renewEvery : retryEvery;
    }
  }

  const lost = new Promise<void>((resolve) => {
    keep().then(resolve, () => undefined);
  });
  return {
    lost,
    async release() {
      stop.abort();
      const spec = { ...leaseBody(options, held).spec, holderIdentity: "", leaseDurationSeconds: 1 };
      try {
        await client.replace(LEASES, name, { ...leaseBody(options, held), spec });
      } catch (error) {
        options.onTrouble(`lease not released: ${errorText(error)}`);
      }
    },
  };
}
