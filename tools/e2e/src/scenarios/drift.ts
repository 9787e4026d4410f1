import { CLUSTER_LABEL } from "@grampus/api";
import { serviceNames } from "@grampus/resources";
import { E2eFault, expectThat } from "../e2e-fault.ts";
import { expectNothingLost } from "../ledger.ts";
import { eventually } from "../retry.ts";
import type { Figures, Scenario, Stage } from "../scenario.ts";
import { settledPrimary } from "../switchover.ts";
import { testedCluster } from "../tested-cluster.ts";
import { longestGap, startWriter } from "../writer.ts";
import { SEED } from "./create.ts";

const NO_IMAGE = "docker.io/library/mysql:0.0-none";

async function run({ kube }: Stage): Promise<Figures> {
  const { namespace, name, members } = SEED;
  const cluster = testedCluster(kube, namespace, name);
  const where = ["-n", namespace] as const;
  const text = async (kind: string, object: string, path: string) =>
    (await kube.run("get", kind, object, ...where, "-o", `jsonpath={${path}}`)).trim();
  /** Milliseconds until what the API server says of an object is this again. */
  async function back(kind: string, object: string, path: string, value: string): Promise<number> {
    const startedAt = performance.now();
    await eventually(
      `${path} of ${kind} ${object} is put back`,
      async () => {
        const found = await text(kind, object, path);
        if (found !== value) throw new E2eFault("timeout", `it is ${found}`);
        return true;
      },
      { within: 20_000, every: 100 },
    );
    return Math.round(performance.now() - startedAt);
  }
  await cluster.ready(members.length, 180_000);
  const primary = await settledPrimary(cluster);
  const secondary = members.find((member) => member !== primary) ?? "";
  const writer = startWriter(cluster, `drift ${Date.now() % 1e6}`);
  const startedAt = performance.now();

  const service = serviceNames(name).primary;
  const patch = JSON.stringify({ spec: { selector: { foo: "bar" } } });
  await kube.run("patch", "service", service, ...where, "--type=merge", "-p", patch);
  const selector = await back("service", service, ".spec.selector.foo", "");

  const image = ".spec.template.spec.containers[0].image";
  const before = await text("statefulset", name, image);
  await kube.run("set", "image", `statefulset/${name}`, ...where, `mysql=${NO_IMAGE}`);
  const template = await back("statefulset", name, image, before);
  await kube.run("delete", "pod", secondary, ...where, "--wait=true");
  await cluster.ready(members.length, 180_000);
  const made = await text("pod", secondary, ".spec.containers[0].image");
  expectThat(made === before, `${secondary} was made from ${made}`);

  const label = CLUSTER_LABEL.replaceAll(".", "\\.");
  const relabelled: number[] = [];
  for (const member of [secondary, primary]) {
    await kube.run("label", "pod", member, ...where, `${CLUSTER_LABEL}-`);
    relabelled.push(await back("pod", member, `.metadata.labels.${label}`, name));
    await back("pod", member, ".metadata.ownerReferences[0].name", name);
  }
  await cluster.ready(members.length, 60_000);
  const log = await writer.stop();
  await expectNothingLost(cluster, members, log);
  return { selector, template, relabelled, longestGap: Math.round(longestGap(log, startedAt)) };
}

/** What somebody changes by hand in a Service, in the template and in labels is put back, and clients hardly notice. */
export const drift: Scenario = { name: "objects changed by hand", run };

async function runClaim({ kube, say }: Stage): Promise<Figures> {
  const { namespace, name, members } = SEED;
  const cluster = testedCluster(kube, namespace, name);
  await cluster.ready(members.length, 180_000);
  const primary = await settledPrimary(cluster);
  const writer = startWriter(cluster, `leaving volume ${Date.now() % 1e6}`);
  const startedAt = performance.now();
  await kube.run("delete", "persistentvolumeclaim", `data-${primary}`, "-n", namespace, "--wait=false");
  const told = await eventually(
    "the deletion is told",
    async () => {
      const { status } = (await kube.find("clusters.mysql.oracle.com", namespace, name)) ?? {};
      return status?.conditions?.find(
        ({ type, reason }) => type === "Stalled" && reason === "VolumeTerminating",
      );
    },
    { within: 20_000, every: 100 },
  );
  const toldAfter = Math.round(performance.now() - startedAt);
  const command = /kubectl (delete pod \S+)/.exec(told.message ?? "")?.[1];
  if (command === undefined) throw new E2eFault("finding", `the message has no command: ${told.message}`);
  say(`as the message says: kubectl ${command}`);
  await kube.run(...command.split(" "), "-n", namespace);
  await cluster.online(members, 300_000);
  await cluster.ready(members.length, 60_000);
  const log = await writer.stop();
  await expectNothingLost(cluster, members, log);
  return { toldAfter, longestGap: Math.round(longestGap(log, startedAt)) };
}

/** The claim of the running primary is deleted: it is told at once, and the command in the message is the way out. */
export const leavingVolume: Scenario = { name: "claim deleted under the running primary", run: runClaim };
