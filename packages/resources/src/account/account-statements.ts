import {
  ACCOUNTS,
  type Account,
  CANARY_TABLE,
  OPERATOR_SCHEMA,
  OWN_ACCOUNTS,
  type OwnAccount,
} from "./account.ts";

/** Writes a password into a statement; what comes back stands between single quotes. */
export type PasswordText = (password: Account["password"]) => string;

function nameOf({ user, host }: Account): string {
  return `'${user}'@'${host}'`;
}

/** What keeps an account open whatever the server's defaults are: nobody is there to change an expired password of ours. */
const STAYS_OPEN = "PASSWORD EXPIRE NEVER ACCOUNT UNLOCK";

/** The same of an account that is there: also what a person set on it by itself. */
const OPENED = `${STAYS_OPEN} FAILED_LOGIN_ATTEMPTS 0 PASSWORD_LOCK_TIME 0 PASSWORD HISTORY 0 PASSWORD REUSE INTERVAL 0 DAY`;

function initialAccount(account: Account, passwordText: PasswordText): readonly string[] {
  const name = nameOf(account);
  const isRoot = account.user === ACCOUNTS.root.user;
  const tls = account.requireTls ? " REQUIRE SSL" : "";
  return [
    `CREATE USER ${name} IDENTIFIED BY '${passwordText(account.password)}'${tls}${isRoot ? "" : ` ${STAYS_OPEN}`};`,
    ...account.grants.map((grant) => `GRANT ${grant} TO ${name}${isRoot ? " WITH GRANT OPTION" : ""};`),
  ];
}

/** How the operator's accounts are mended. */
export interface Mending {
  /** Whether passwords are set to the Secret's; what opened an account before still does. */
  readonly passwords: boolean;
  /** Whether it is root who mends: an account that is gone is made, and privileges are given. */
  readonly asRoot: boolean;
}

/**
 * Statements that make the operator's accounts what they have to be. Every member can apply them, whatever it has of the
 * accounts: one that fails on a secondary would end its membership.
 */
export function mendingStatements(
  passwordText: (password: OwnAccount["password"]) => string,
  { passwords, asRoot }: Mending,
): readonly string[] {
  return OWN_ACCOUNTS.flatMap((account) => {
    const name = nameOf(account);
    const password = `IDENTIFIED BY '${passwordText(account.password)}'`;
    const tls = `REQUIRE ${account.requireTls ? "SSL" : "NONE"}`;
    return [
      ...(asRoot ? [`CREATE USER IF NOT EXISTS ${name} ${password}`] : []),
      `ALTER USER IF EXISTS ${name}${passwords ? ` ${password} RETAIN CURRENT PASSWORD` : ""} ${tls} ${OPENED}`,
      ...(asRoot ? account.grants.map((grant) => `GRANT ${grant} TO ${name}`) : []),
    ];
  });
}

const CREATE_CANARY_TABLE = `CREATE TABLE ${CANARY_TABLE} (id TINYINT UNSIGNED PRIMARY KEY, written_at TIMESTAMP(6) NOT NULL)`;

/** Statements that make the operator's schema and its table anew, whatever there is of them: the table holds nothing to keep. */
export const SCHEMA_STATEMENTS: readonly string[] = [
  `CREATE DATABASE IF NOT EXISTS ${OPERATOR_SCHEMA}`,
  `DROP TABLE IF EXISTS ${CANARY_TABLE}`,
  CREATE_CANARY_TABLE,
];

/**
 * Statements that a new volume is initialised with, one a line as `--init-file` wants them. They run before there is a
 * binary log, so every new member has the same accounts and an empty `gtid_executed`.
 */
export function initialStatements(passwordText: PasswordText): readonly string[] {
  return [
    `ALTER USER 'root'@'localhost' IDENTIFIED BY '${passwordText("root")}';`,
    `CREATE DATABASE ${OPERATOR_SCHEMA};`,
    `${CREATE_CANARY_TABLE};`,
    ...Object.values(ACCOUNTS).flatMap((account) => initialAccount(account, passwordText)),
  ];
}
