import { CLUSTER_LABEL, ROLE_LABEL } from "@grampus/api";
import {
  connectMember,
  type MemberAddress,
  type MemberConnection,
  type MemberCredentials,
} from "@grampus/operator";
import {
  CERTIFICATE_KEYS,
  DEFAULT_PLATFORM,
  MYSQL_PORT,
  memberHost,
  ROOT_PASSWORD_KEY,
  serviceNames,
} from "@grampus/resources";
import { E2eFault, expectThat } from "./e2e-fault.ts";
import type { Kube, PrintedObject } from "./kube.ts";
import { eventually } from "./retry.ts";

/** Whom a session is with: one member, or whoever a Service leads to. */
export type Counterpart = { readonly member: string } | { readonly service: "primary" | "secondaries" };

/** Makes sessions of root. */
export interface Sessions {
  connect(to: Counterpart): Promise<MemberConnection>;
}

/** What makes a session: where to, as whom. */
export interface Access {
  readonly address: MemberAddress;
  readonly credentials: MemberCredentials;
}

/** A MySQL cluster that scenarios act on. */
export interface TestedCluster extends Sessions {
  readonly name: string;
  readonly namespace: string;
  pods(): Promise<readonly PrintedObject[]>;
  /** Name of the member the primary Service leads to now. */
  primary(): Promise<string>;
  /** How `connect` makes its sessions. */
  access(to: Counterpart): Promise<Access>;
  /** Waits until every one of these members says that all of them are ONLINE. Gives the milliseconds it took. */
  online(members: readonly string[], within: number): Promise<number>;
  /** Waits until Ready is True for the present spec and `members` are online. Gives the milliseconds it took. */
  ready(members: number, within: number): Promise<number>;
}

/** Milliseconds until a session that is not there yet is given up. */
export const CONNECT_TIMEOUT = 1000;

const ONLINE_MEMBERS =
  "SELECT COUNT(*) AS online FROM performance_schema.replication_group_members WHERE member_state='ONLINE'";

function decoded(secret: PrintedObject | undefined, key: string): string {
  const value = secret?.data?.[key];
  if (value === undefined) throw new E2eFault("setup", `there is no Secret with ${key}`);
  return Buffer.from(value, "base64").toString("utf8");
}

/** The cluster of this name, seen through kubectl and through MySQL. */
export function testedCluster(kube: Kube, namespace: string, name: string): TestedCluster {
  const resource = {
    apiVersion: "mysql.oracle.com/v1alpha1",
    kind: "Cluster",
    metadata: { name, namespace },
  } as const;
  const services = serviceNames(name);
  let known: MemberCredentials | undefined;
  const addresses = new Map<string, string>();

  async function credentials(): Promise<MemberCredentials> {
    if (known !== undefined) return known;
    const [root, tls] = await Promise.all([
      kube.find("secret", namespace, `${name}-root-password`),
      kube.find("secret", namespace, `${name}-tls`),
    ]);
    known = {
      user: "root",
      password: decoded(root, ROOT_PASSWORD_KEY),
      ca: decoded(tls, CERTIFICATE_KEYS.authority),
    };
    return known;
  }
  async function addressOf(kind: "pod" | "service", object: string): Promise<string> {
    const cached = kind === "service" ? addresses.get(object) : undefined;
    if (cached !== undefined) return cached;
    const found = await kube.find(kind, namespace, object);
    const address = kind === "pod" ? found?.status?.podIP : found?.spec?.clusterIP;
    if (address === undefined) throw new E2eFault("setup", `${kind} ${object} has no address`);
    addresses.set(object, address);
    return address;
  }
  const pods = () => kube.list("pods", namespace, `${CLUSTER_LABEL}=${name}`);

  return {
    name,
    namespace,
    pods,
    async primary() {
      const labelled = (await pods()).filter(({ metadata }) => metadata.labels?.[ROLE_LABEL] === "primary");
      expectThat(labelled.length <= 1, `${labelled.length} pods carry the label of the primary`);
      const [pod] = labelled;
      if (pod === undefined) throw new E2eFault("finding", "no pod carries the label of the primary");
      return pod.metadata.name;
    },
    async connect(to) {
      const { address, credentials: root } = await this.access(to);
      return connectMember(address, root, CONNECT_TIMEOUT);
    },
    async access(to) {
      const host =
        "member" in to ? await addressOf("pod", to.member) : await addressOf("service", services[to.service]);
      const serverName =
        "member" in to
          ? memberHost(resource, to.member, DEFAULT_PLATFORM)
          : `${services[to.service]}.${namespace}.svc.${DEFAULT_PLATFORM.clusterDomain}`;
      return { address: { serverName, host, port: MYSQL_PORT }, credentials: await credentials() };
    },
    async online(members, within) {
      const startedAt = performance.now();
      await eventually(
        `${members.join(", ")} are ONLINE`,
        async () => {
          for (const member of members) {
            const connection = await this.connect({ member });
            const [row] = await connection
              .query({ sql: ONLINE_MEMBERS, timeout: 3000 })
              .finally(() => connection.destroy());
            const online = Number(row?.online);
            expectThat(online === members.length, `${member} sees ${online} members ONLINE`);
          }
          return true;
        },
        { within, every: 250 },
      );
      return performance.now() - startedAt;
    },
    async ready(members, within) {
      const startedAt = performance.now();
      await eventually(
        `${namespace}/${name} is Ready with ${members} members`,
        async () => {
          const cluster = await kube.find("clusters.mysql.oracle.com", namespace, name);
          const { status, metadata } = cluster ?? {};
          const condition = status?.conditions?.find(({ type }) => type === "Ready");
          const isCurrent = status?.observedGeneration === metadata?.generation;
          if (isCurrent && condition?.status === "True" && status?.readyReplicas === members) return true;
          throw new E2eFault(
            "timeout",
            `Ready is ${condition?.status} (${condition?.reason}: ${condition?.message}), ${status?.readyReplicas} online`,
          );
        },
        { within, every: 250 },
      );
      return performance.now() - startedAt;
    },
  };
}
