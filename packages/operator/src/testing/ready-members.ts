import { OPERATOR_PRIVILEGES, OWN_ACCOUNTS } from "@grampus/resources";
import type { ConnectMember, MemberConnection, Row } from "../mysql/member-connection.ts";

/** Members of each cluster that {@link readyMembers} stands in for. */
export const READY_MEMBERS = 3;

const VERSION = "9.7.4";

/** A UUID that is the same for the same name. */
function uuidOf(name: string): string {
  let hash = 0n;
  for (const byte of Buffer.from(name)) hash = BigInt.asUintN(128, hash * 1_099_511_628_211n + BigInt(byte));
  const hex = hash.toString(16).padStart(32, "0");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** Answers of one member, by a word of the question. What no word matches has no rows. */
function answersOf(host: string): readonly (readonly [word: string, rows: readonly Row[]])[] {
  const [pod = "", ...domain] = host.split(".");
  const cluster = pod.slice(0, pod.lastIndexOf("-"));
  const hosts = Array.from({ length: READY_MEMBERS }, (_, ordinal) =>
    [`${cluster}-${ordinal}`, ...domain].join("."),
  );
  const [first = host] = hosts;
  const readOnly = host === first ? 0 : 1;
  const writes = { super_read_only: readOnly, read_only: readOnly };
  const executed = `${uuidOf(`group of ${first}`)}:1-1000`;
  return [
    [
      "@@server_uuid AS server_uuid",
      [
        {
          server_uuid: uuidOf(host),
          version: VERSION,
          ...writes,
          executed,
          view_id: "17000000000000000:3",
          bootstrap_group: "OFF",
        },
      ],
    ],
    [
      "performance_schema.replication_group_members",
      hosts.map((member) => ({
        member_id: uuidOf(member),
        member_host: member,
        member_state: "ONLINE",
        member_role: member === first ? "PRIMARY" : "SECONDARY",
        member_version: VERSION,
        ...writes,
        executed,
      })),
    ],
    ["information_schema.user_privileges", OPERATOR_PRIVILEGES.map((privilege_type) => ({ privilege_type }))],
    [
      "FROM mysql.user",
      OWN_ACCOUNTS.map(({ user, host: from }) => ({
        user,
        host: from,
        account_locked: "N",
        password_expired: "N",
        password_last_changed: "2026-01-01 00:00:00",
        password_lifetime: 0,
        attempts: null,
      })),
    ],
    [
      "performance_schema.replication_connection_status",
      [
        { channel_name: "group_replication_applier", user: "", received: executed, applier_state: "ON" },
        {
          channel_name: "group_replication_recovery",
          user: "replication",
          received: "",
          applier_state: "OFF",
        },
      ],
    ],
  ];
}

/**
 * Stands in for the servers of clusters that are well: whoever is asked is ONLINE in a group of three whose first member
 * is the primary. It answers from memory what `askMember` and `askPulse` ask and takes every other statement, so that a
 * fleet costs what the operator costs, and nothing of MySQL.
 */
export const readyMembers: ConnectMember = ({ serverName }) => {
  const answers = answersOf(serverName);
  const { promise: closed, resolve: markClosed } = Promise.withResolvers<void>();
  let open = true;
  const connection: MemberConnection = {
    query: ({ sql }) => Promise.resolve(answers.find(([word]) => sql.includes(word))?.[1] ?? []),
    closed,
    isOpen: () => open,
    destroy() {
      open = false;
      markClosed();
    },
  };
  return Promise.resolve(connection);
};
