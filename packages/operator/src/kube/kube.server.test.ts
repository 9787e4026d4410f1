import { setTimeout as delay } from "node:timers/promises";
import { type ApiServer, apiServerIsMissing, startApiServer } from "@grampus/apiserver-testing";
import { KubeConfig } from "@kubernetes/client-node";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { applyAs } from "../testing/apply.ts";
import { kubeClient } from "./client.ts";
import { connectKube, type KubeConnection } from "./connection.ts";
import { keptPart } from "./kept.ts";
import { CONFIG_MAPS, LEASES, type StoredConfigMap } from "./kinds.ts";
import { acquireLease, type LeaseOptions } from "./lease.ts";
import type { KubeObject } from "./objects.ts";
import { type CacheChange, ResourceCache } from "./resource-cache.ts";
import { type RivalOperator, rivalOperators, SCOPE_ANNOTATION } from "./rival-operators.ts";
import { acquireSoleLease } from "./sole-lease.ts";

const NAMESPACE = "default";

function configMap(name: string, data: Readonly<Record<string, string>>, labels = {}) {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace: NAMESPACE, labels }, data };
}

describe.skipIf(apiServerIsMissing())("the Kubernetes port", () => {
  let server: ApiServer;
  let connection: KubeConnection;

  beforeAll(async () => {
    server = await startApiServer();
    const config = new KubeConfig();
    config.loadFromFile(server.kubeconfig);
    connection = connectKube(config);
  });
  afterAll(async () => {
    connection.close();
    await server.stop();
  });

  const client = () => kubeClient(connection, "grampus");
  const named = (name: string) => ({ namespace: NAMESPACE, name });
  const apply = (object: KubeObject) => applyAs(connection, "kubectl", CONFIG_MAPS, object);

  describe("verbs", () => {
    it("a stale precondition is a conflict for patch, replace and delete", async () => {
      const { metadata } = await apply(configMap("guarded", { a: "1" }));
      await apply(configMap("guarded", { a: "2" }));
      const stale = { uid: metadata.uid ?? "", resourceVersion: metadata.resourceVersion ?? "" };
      const body = configMap("guarded", { a: "3" });
      const guarded = { ...body, metadata: { ...body.metadata, ...stale } };
      const conflict = { code: "kube-conflict" };
      await expect(client().replace(CONFIG_MAPS, named("guarded"), guarded)).rejects.toMatchObject(conflict);
      await expect(
        client().patch(CONFIG_MAPS, named("guarded"), { data: { a: "3" } }, stale),
      ).rejects.toMatchObject(conflict);
      await expect(
        client().remove(CONFIG_MAPS, named("guarded"), { preconditions: stale }),
      ).rejects.toMatchObject(conflict);
      expect((await client().find(CONFIG_MAPS, named("guarded")))?.data).toEqual({ a: "2" });
    });

    it("another uid is a conflict too: a re-created object is another one", async () => {
      await apply(configMap("again", {}));
      const preconditions = { uid: "00000000-0000-0000-0000-000000000000" };
      await expect(client().remove(CONFIG_MAPS, named("again"), { preconditions })).rejects.toMatchObject({
        code: "kube-conflict",
      });
    });

    it("create refuses a name that is taken; remove of nothing is fine", async () => {
      await client().create(CONFIG_MAPS, NAMESPACE, configMap("once", {}));
      await expect(client().create(CONFIG_MAPS, NAMESPACE, configMap("once", {}))).rejects.toMatchObject({
        code: "kube-exists",
      });
      await client().remove(CONFIG_MAPS, named("never-there"));
      expect(await client().find(CONFIG_MAPS, named("never-there"))).toBeUndefined();
    });
  });

  describe("the cache", () => {
    function cacheOf(label: string, onTrouble: (message: string) => void = () => undefined) {
      const changes: CacheChange<StoredConfigMap>[] = [];
      const cache = new ResourceCache(connection, CONFIG_MAPS, {
        scope: { namespace: NAMESPACE, labelSelector: label },
        kept: (object) => keptPart("configMaps", object),
        onChange: (change) => changes.push(change),
        onTrouble,
        groupOf: ({ metadata }) => metadata.labels?.[label],
        random: () => 0,
        silence: 2000,
      });
      return { cache, changes };
    }
    const versionOf = (cache: ResourceCache<StoredConfigMap>) =>
      cache.find(NAMESPACE, "c1")?.metadata.resourceVersion;

    it("lists, follows, groups, tells a re-created object from a changed one, and not of what nobody reads", async () => {
      await apply(configMap("c1", { a: "1" }, { cached: "x" }));
      await apply(configMap("unlabelled", {}));
      const { cache, changes } = cacheOf("cached");
      const stop = new AbortController();
      const running = cache.run(stop.signal);
      await vi.waitFor(() => expect(cache.synced).toBe(true), 5000);
      expect(cache.group("x").map(({ metadata }) => metadata.name)).toEqual(["c1"]);
      await apply(configMap("c1", { a: "2" }, { cached: "y" }));
      await vi.waitFor(() => expect(cache.group("y")).toHaveLength(1), 5000);
      expect(cache.group("x")).toEqual([]);
      await client().remove(CONFIG_MAPS, named("c1"));
      await apply(configMap("c1", { a: "3" }, { cached: "y" }));
      await vi.waitFor(() => expect(cache.find(NAMESPACE, "c1")?.data).toEqual({ a: "3" }), 5000);
      const before = cache.find(NAMESPACE, "c1");
      await applyAs(connection, "grampus", CONFIG_MAPS, configMap("c1", { a: "3" }, { cached: "y" }));
      await vi.waitFor(() => expect(versionOf(cache)).not.toBe(before?.metadata.resourceVersion), 5000);
      const uids = new Set(changes.map(({ object }) => object.metadata.uid));
      expect(changes.map(({ kind }) => kind)).toEqual(["set", "set", "removed", "set"]);
      expect(uids.size).toBe(2);
      expect(JSON.stringify([...cache.all()])).not.toContain("managedFields");
      stop.abort();
      await running;
    });

    it("starts again after silence and misses nothing", async () => {
      const troubles: string[] = [];
      const { cache } = cacheOf("silent", (message) => troubles.push(message));
      const stop = new AbortController();
      const running = cache.run(stop.signal);
      await vi.waitFor(() => expect(troubles.join()).toContain("was silent for 2000 ms"), 10_000);
      await apply(configMap("after-silence", {}, { silent: "1" }));
      await vi.waitFor(() => expect(cache.find(NAMESPACE, "after-silence")).toBeDefined(), 5000);
      stop.abort();
      await running;
    });
  });

  describe("the Lease", () => {
    const options = (lease: string, identity: string): LeaseOptions => ({
      client: kubeClient(connection, "grampus-lease"),
      name: named(lease),
      identity,
      duration: 2000,
      renewDeadline: 1500,
      renewEvery: 300,
      retryEvery: 100,
      onTrouble: () => undefined,
      now: () => performance.now(),
    });
    const soleOptions = (lease: string, namespace: string, scope?: string) => {
      const base = options(lease, `operator of ${namespace}`);
      const name = { namespace, name: lease };
      const seen: string[] = [];
      const annotations = scope === undefined ? {} : { [SCOPE_ANNOTATION]: scope };
      const rivals = rivalOperators({
        connection,
        lease: name,
        scope,
        duration: base.duration,
        now: base.now,
      });
      const onRivals = (found: readonly RivalOperator[]) =>
        seen.push(found.map((rival) => rival.holder).join());
      const sole = { ...base, name, annotations, rivals, onRivals, standBackFor: 200, random: Math.random };
      return { seen, sole };
    };
    const forever = () => new AbortController().signal;

    it("has one holder, and a release hands it over at once", async () => {
      const first = await acquireLease(options("handover", "first"), forever());
      const waiting = acquireLease(options("handover", "second"), forever());
      expect(await Promise.race([waiting, delay(3000, "still waiting")])).toBe("still waiting");
      const releasedAt = performance.now();
      await first?.release();
      const second = await waiting;
      expect(performance.now() - releasedAt).toBeLessThan(1000);
      const found = await client().find(LEASES, named("handover"));
      expect(found?.spec).toMatchObject({ holderIdentity: "second" });
      await second?.release();
    });

    it("is lost when another one holds it, and the loser says so", async () => {
      const first = await acquireLease(options("stolen", "first"), forever());
      await client().patch(LEASES, named("stolen"), { spec: { holderIdentity: "thief" } });
      const outcome = await Promise.race([first?.lost.then(() => "lost"), delay(3000, "kept")]);
      expect(outcome).toBe("lost");
    });

    it("is lost when it cannot be renewed in time, before another one may take it", async () => {
      const broken = options("unreachable", "first");
      const client = { ...broken.client };
      const held = await acquireLease({ ...broken, client }, forever());
      client.replace = () => new Promise(() => undefined);
      const startedAt = performance.now();
      await held?.lost;
      expect(performance.now() - startedAt).toBeLessThan(broken.duration);
    });

    describe("and operators of other namespaces", () => {
      const namespaces = ["one", "two", "three"];
      beforeAll(async () => {
        for (const name of namespaces)
          await client().create({ ...CONFIG_MAPS, plural: "namespaces", namespaced: false }, "", {
            apiVersion: "v1",
            kind: "Namespace",
            metadata: { name },
          });
      });

      it("a second one stands back, says for whom, and takes over when the first ends", async () => {
        const alone = soleOptions("sole", "one");
        const first = await acquireSoleLease(alone.sole, forever());
        expect(alone.seen).toEqual([""]);
        const { seen, sole } = soleOptions("sole", "two");
        const waiting = acquireSoleLease(sole, forever());
        expect(await Promise.race([waiting, delay(4000, "standing back")])).toBe("standing back");
        expect(seen).toEqual(["operator of one"]);
        expect(await client().find(LEASES, sole.name)).toBeUndefined();
        await first?.release();
        const second = await waiting;
        expect(seen).toEqual(["operator of one", ""]);
        await second?.release();
      });

      it("of several that start at the same moment one works", async () => {
        const stop = new AbortController();
        const starts = namespaces.map((namespace) =>
          acquireSoleLease(soleOptions("rush", namespace).sole, stop.signal),
        );
        const winners: number[] = [];
        for (const [index, start] of starts.entries())
          void start.then((lease) => (lease === undefined ? 0 : winners.push(index)));
        await vi.waitFor(() => expect(winners).toHaveLength(1), 20_000);
        await delay(2500);
        expect(winners).toHaveLength(1);
        stop.abort();
        const leases = await Promise.all(starts);
        for (const lease of leases) await lease?.release();
      });

      it("one that died is waited for as long as its Lease lasts", async () => {
        await client().create(LEASES, "one", {
          apiVersion: LEASES.apiVersion,
          kind: LEASES.kind,
          metadata: { name: "dead", namespace: "one" },
          spec: { holderIdentity: "dead", leaseDurationSeconds: 1 },
        });
        const startedAt = performance.now();
        const held = await acquireSoleLease(soleOptions("dead", "two").sole, forever());
        expect(performance.now() - startedAt).toBeGreaterThan(1900);
        await held?.release();
      });

      it("who looks after another namespace is no rival", async () => {
        const first = await acquireSoleLease(soleOptions("scoped", "one", "shop").sole, forever());
        const second = await acquireSoleLease(soleOptions("scoped", "two", "bank").sole, forever());
        const { seen, sole } = soleOptions("scoped", "three");
        const third = acquireSoleLease(sole, forever());
        await vi.waitFor(() => expect(seen).toEqual(["operator of one,operator of two"]), 5000);
        await first?.release();
        await second?.release();
        await (await third)?.release();
      });
    });

    it("an abandoned one is taken after its duration", async () => {
      await client().create(LEASES, NAMESPACE, {
        apiVersion: LEASES.apiVersion,
        kind: LEASES.kind,
        metadata: named("abandoned"),
        spec: { holderIdentity: "dead", leaseDurationSeconds: 1 },
      });
      const startedAt = performance.now();
      const held = await acquireLease(options("abandoned", "next"), forever());
      expect(performance.now() - startedAt).toBeGreaterThan(1900);
      await held?.release();
    });
  });
});
