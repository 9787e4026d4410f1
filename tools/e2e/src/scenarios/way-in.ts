import { setTimeout as delay } from "node:timers/promises";
import {
  ACCOUNT_SECRET_KEYS,
  ACCOUNTS,
  CANARY_TABLE,
  OPERATOR_SCHEMA,
  OWN_ACCOUNTS,
} from "@grampus/resources";
import { expectThat } from "../e2e-fault.ts";
import { killMysqld } from "../kill.ts";
import type { Kube, PrintedObject } from "../kube.ts";
import { expectNothingLost } from "../ledger.ts";
import { eventually } from "../retry.ts";
import type { Figures, Scenario, Stage } from "../scenario.ts";
import { settledPrimary } from "../switchover.ts";
import { type TestedCluster, testedCluster } from "../tested-cluster.ts";
import { longestGap, startWriter } from "../writer.ts";
import { SEED } from "./create.ts";

/** A failover with an operator that lost its login takes no longer than another one, with room for a slow machine. */
const LONGEST_GAP = 15_000;

/** A calm cluster is looked at each 30 s, and what was found takes a moment to be mended. */
const SEEN_WITHIN = 90_000;

const SECRET = `${SEED.name}-accounts`;
const ACCOUNT = `'${ACCOUNTS.operator.user}'@'${ACCOUNTS.operator.host}'`;
const TOO_MANY_CONNECTIONS = 1040;

async function sql(cluster: TestedCluster, member: string, ...statements: readonly string[]) {
  const connection = await cluster.connect({ member });
  try {
    let rows: Awaited<ReturnType<typeof connection.query>> = [];
    for (const statement of statements) rows = await connection.query({ sql: statement, timeout: 10_000 });
    return rows;
  } finally {
    connection.destroy();
  }
}

const clusterOf = (kube: Kube): Promise<PrintedObject | undefined> =>
  kube.find("clusters.mysql.oracle.com", SEED.namespace, SEED.name);

/** Waits until something is so on the primary. */
function seen(what: string, isSo: () => Promise<boolean>): Promise<number> {
  const startedAt = performance.now();
  return eventually(what, async () => ((await isSo()) ? true : undefined), {
    within: SEEN_WITHIN,
    every: 500,
  }).then(() => Math.round(performance.now() - startedAt));
}

interface FailedOver {
  readonly gap: number;
  readonly primary: string;
}

/** kill -9 of the primary under a writer: the Service leads to another member, and nothing is lost. */
async function failOver({ kube }: Stage, cluster: TestedCluster, tag: string): Promise<FailedOver> {
  const old = await cluster.primary();
  const writer = startWriter(cluster, `${tag} ${Date.now() % 1e6}`);
  await delay(1_500);
  const killedAt = performance.now();
  await killMysqld(kube, cluster, old);
  await eventually(
    "another member has the label of the primary",
    async () => ((await cluster.primary()) === old ? undefined : true),
    { within: 60_000, every: 250 },
  );
  await cluster.online(SEED.members, 180_000);
  await delay(1_000);
  const log = await writer.stop();
  await expectNothingLost(cluster, SEED.members, log);
  const gap = Math.round(longestGap(log, killedAt));
  expectThat(gap <= LONGEST_GAP, `no write was acknowledged for ${gap} ms`);
  return { gap, primary: await cluster.primary() };
}

async function settled({
  kube,
}: Stage): Promise<{ readonly cluster: TestedCluster; readonly primary: string }> {
  const cluster = testedCluster(kube, SEED.namespace, SEED.name);
  await cluster.ready(SEED.members.length, 180_000);
  return { cluster, primary: await settledPrimary(cluster) };
}

const LIFETIMES = `SELECT COUNT(*) AS n FROM mysql.user WHERE password_lifetime=0 AND user IN (${OWN_ACCOUNTS.map(({ user }) => `'${user}'`).join(",")})`;

/** As a volume of an earlier operator is: the accounts may expire, and then they are 91 days old. */
async function agedAccounts(stage: Stage): Promise<Figures> {
  const { cluster, primary } = await settled(stage);
  for (const member of SEED.members) await sql(cluster, member, "SET GLOBAL default_password_lifetime=90");
  const age = OWN_ACCOUNTS.map(({ user, host }) => `ALTER USER '${user}'@'${host}' PASSWORD EXPIRE DEFAULT`);
  await sql(cluster, primary, ...age);
  const mended = await seen("no account may expire any more", async () => {
    const [row] = await sql(cluster, primary, LIFETIMES);
    return Number(row?.n) === OWN_ACCOUNTS.length;
  });
  const older =
    "UPDATE mysql.user SET password_last_changed=NOW()-INTERVAL 91 DAY WHERE user LIKE 'grampus%'";
  await sql(cluster, primary, older);
  for (const member of SEED.members) await sql(cluster, member, "FLUSH LOCAL PRIVILEGES");
  await delay(8_000);
  const ready = (await cluster.pods()).filter(({ status }) =>
    status?.conditions?.some(({ type, status: value }) => type === "Ready" && value === "True"),
  );
  expectThat(ready.length === SEED.members.length, `${ready.length} pods are ready`);
  const { gap } = await failOver(stage, cluster, "aged accounts");
  for (const member of SEED.members)
    await sql(cluster, member, "SET GLOBAL default_password_lifetime=DEFAULT");
  await cluster.ready(SEED.members.length, 60_000);
  return { mended, gap };
}

/** The operator's schema is dropped, and the cluster is started from nothing after. */
async function droppedSchema(stage: Stage): Promise<Figures> {
  const { cluster, primary } = await settled(stage);
  await sql(cluster, primary, `DROP DATABASE ${OPERATOR_SCHEMA}`);
  const restored = await seen(`${CANARY_TABLE} is there again`, async () => {
    const [row] = await sql(
      cluster,
      primary,
      `SELECT COUNT(*) AS n FROM information_schema.tables WHERE table_schema='${OPERATOR_SCHEMA}'`,
    );
    return Number(row?.n) === 1;
  });
  await cluster.ready(SEED.members.length, 60_000);
  await sql(cluster, await cluster.primary(), `DROP DATABASE ${OPERATOR_SCHEMA}`);
  const startedAt = performance.now();
  await stage.kube.run("delete", "pod", ...SEED.members, "-n", SEED.namespace, "--wait=true");
  await cluster.online(SEED.members, 300_000);
  await cluster.ready(SEED.members.length, 60_000);
  return { restored, outageToReady: Math.round(performance.now() - startedAt) };
}

/** The operator's account is dropped, and the primary killed before anybody looked, and after. */
async function droppedAccount(stage: Stage): Promise<Figures> {
  const { cluster, primary } = await settled(stage);
  await sql(cluster, primary, `DROP USER ${ACCOUNT}`);
  const { gap, primary: next } = await failOver(stage, cluster, "dropped account");
  const restored = await seen("the account is there again", async () => {
    const [row] = await sql(
      cluster,
      next,
      `SELECT COUNT(*) AS n FROM mysql.user WHERE user='${ACCOUNTS.operator.user}'`,
    );
    return Number(row?.n) === 1;
  });
  await cluster.ready(SEED.members.length, 60_000);
  return { gap, restored };
}

/** The Secret is deleted, a failover follows, and it is made again from a pod as docs/operator/accounts.md says. */
async function deletedSecret(stage: Stage): Promise<Figures> {
  const { cluster, primary } = await settled(stage);
  const { kube } = stage;
  await kube.run("delete", "secret", SECRET, "-n", SEED.namespace);
  const told = await seen(
    "the status says SecretMissing",
    async () =>
      (await clusterOf(kube))?.status?.conditions?.some(({ reason }) => reason === "SecretMissing") === true,
  );
  const { gap, primary: next } = await failOver(stage, cluster, "deleted Secret");
  const followed = await seen("the status says who is the primary, and that all are online", async () => {
    const status = (await clusterOf(kube))?.status;
    return status?.primary === next && status?.readyReplicas === SEED.members.length;
  });
  const literals = [];
  for (const key of ACCOUNT_SECRET_KEYS) {
    const exec = ["exec", primary, "-n", SEED.namespace, "-c", "mysql", "--"];
    literals.push(`--from-literal=${key}=${await kube.run(...exec, "cat", `/secrets/${key}`)}`);
  }
  await kube.run("create", "secret", "generic", SECRET, "-n", SEED.namespace, ...literals);
  const ready = await cluster.ready(SEED.members.length, SEEN_WITHIN);
  return { told, gap, followed, readyAfterRestoring: Math.round(ready) };
}

/** Every connection is root's: the member stays in its Service, and the operator comes in. */
async function exhausted(stage: Stage): Promise<Figures> {
  const { cluster, primary } = await settled(stage);
  await sql(cluster, primary, "SET GLOBAL max_connections=40");
  const held: Awaited<ReturnType<TestedCluster["connect"]>>[] = [];
  try {
    for (let full = false; !full; ) {
      await cluster.connect({ member: primary }).then(
        (connection) => held.push(connection),
        (fault: { readonly errorNumber?: number }) => {
          expectThat(fault.errorNumber === TOO_MANY_CONNECTIONS, `another fault: ${String(fault)}`);
          full = true;
        },
      );
    }
    await delay(15_000);
    const pod = (await cluster.pods()).find(({ metadata }) => metadata.name === primary);
    const isReady = pod?.status?.conditions?.some(
      ({ type, status }) => type === "Ready" && status === "True",
    );
    expectThat(isReady === true, `${primary} is not ready with all its connections taken`);
    const refusal = await cluster.connect({ service: "primary" }).then(
      (connection) => connection.destroy(),
      (fault: { readonly errorNumber?: number }) => fault.errorNumber,
    );
    expectThat(
      refusal === TOO_MANY_CONNECTIONS,
      `a client is told ${refusal} and not that there are too many`,
    );
    await cluster.ready(SEED.members.length, 60_000);
  } finally {
    for (const connection of held) connection.destroy();
  }
  await delay(1_000);
  await sql(cluster, primary, "SET GLOBAL max_connections=DEFAULT");
  return { sessions: held.length };
}

/** Nobody who takes the operator's login or schema away takes the Service away from the clients. */
export const waysIn: readonly Scenario[] = [
  { name: "way in: accounts of an earlier operator, 91 days old", isLong: true, run: agedAccounts },
  { name: "way in: the operator's schema dropped, then all pods deleted", isLong: true, run: droppedSchema },
  { name: "way in: the operator's account dropped, primary killed", run: droppedAccount },
  { name: "way in: Secret of the accounts deleted, primary killed", run: deletedSecret },
  { name: "way in: all connections taken by root", isLong: true, run: exhausted },
];
