/** A MySQL account of the operator's making. Its password is a key of one of the cluster's Secrets. */
export interface Account {
  readonly user: string;
  readonly host: "localhost" | "%";
  /** File under `/secrets` in the pod, and key of the accounts Secret; root's is the key `password` of its own. */
  readonly password: "root" | "operator" | "replication" | "local";
  /** Privileges as GRANT writes them, with what they are on. */
  readonly grants: readonly string[];
  readonly requireTls: boolean;
}

/** Key of the password in the Secret of root. */
export const ROOT_PASSWORD_KEY = "password";

/** Schema of the operator's own tables: the canary is there. */
export const OPERATOR_SCHEMA = "grampus";

/** Table of the canary: one row, `id` and `written_at`. */
export const CANARY_TABLE = `${OPERATOR_SCHEMA}.canary` as const;

/** Privileges of the operator's account on everything. */
export const OPERATOR_PRIVILEGES = [
  "BACKUP_ADMIN",
  "CLONE_ADMIN",
  "CONNECTION_ADMIN",
  "CREATE USER",
  "GROUP_REPLICATION_ADMIN",
  "PROCESS",
  "RELOAD",
  "REPLICATION CLIENT",
  "REPLICATION SLAVE",
  "REPLICATION_SLAVE_ADMIN",
  "SERVICE_CONNECTION_ADMIN",
  "SYSTEM_USER",
  "SYSTEM_VARIABLES_ADMIN",
] as const;

/** Columns of `mysql.user` by which the operator sees that its accounts are as they have to be. */
const ACCOUNT_COLUMNS = [
  "host",
  "user",
  "account_locked",
  "password_expired",
  "password_last_changed",
  "password_lifetime",
  "user_attributes",
] as const;

/**
 * Accounts made when a volume is initialised: root for people, and one per purpose. Replication has what
 * https://dev.mysql.com/doc/refman/9.7/en/group-replication-user-credentials.html asks for with CLONE and the MySQL
 * communication stack.
 */
export const ACCOUNTS = {
  root: {
    user: "root",
    host: "%",
    password: "root",
    grants: ["ALL ON *.*"],
    requireTls: true,
  },
  operator: {
    user: "grampus_operator",
    host: "%",
    password: "operator",
    grants: [
      `${OPERATOR_PRIVILEGES.join(", ")} ON *.*`,
      `SELECT (${ACCOUNT_COLUMNS.join(", ")}) ON mysql.user`,
      "SELECT ON performance_schema.*",
      `ALL ON ${OPERATOR_SCHEMA}.*`,
    ],
    requireTls: true,
  },
  replication: {
    user: "grampus_replication",
    host: "%",
    password: "replication",
    grants: ["REPLICATION SLAVE, CONNECTION_ADMIN, BACKUP_ADMIN, GROUP_REPLICATION_STREAM ON *.*"],
    requireTls: true,
  },
  local: {
    user: "grampus_local",
    host: "localhost",
    password: "local",
    grants: [
      "CONNECTION_ADMIN, GROUP_REPLICATION_ADMIN, PROCESS, SYSTEM_USER, SYSTEM_VARIABLES_ADMIN ON *.*",
      "SELECT ON performance_schema.*",
    ],
    requireTls: false,
  },
} as const satisfies Readonly<Record<string, Account>>;

/** An account that is the operator's own. */
export type OwnAccount = Account & { readonly password: Exclude<Account["password"], "root"> };

/** The accounts that are the operator's own; root is a person's. */
export const OWN_ACCOUNTS: readonly OwnAccount[] = [ACCOUNTS.operator, ACCOUNTS.replication, ACCOUNTS.local];

/** Keys of the accounts Secret. */
export const ACCOUNT_SECRET_KEYS = [
  ACCOUNTS.operator.password,
  ACCOUNTS.replication.password,
  ACCOUNTS.local.password,
] as const;
