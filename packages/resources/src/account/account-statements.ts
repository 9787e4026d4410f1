import { ACCOUNTS, type Account, CANARY_TABLE, OPERATOR_SCHEMA } from "./account.ts";

/** Writes a password into a statement; what comes back stands between single quotes. */
export type PasswordText = (password: Account["password"]) => string;

function accountStatements(account: Account, passwordText: PasswordText): readonly string[] {
  const name = `'${account.user}'@'${account.host}'`;
  const tls = account.requireTls ? " REQUIRE SSL" : "";
  return [
    `CREATE USER ${name} IDENTIFIED BY '${passwordText(account.password)}'${tls};`,
    ...account.grants.map((grant) =>
      account.user === ACCOUNTS.root.user
        ? `GRANT ${grant} TO ${name} WITH GRANT OPTION;`
        : `GRANT ${grant} TO ${name};`,
    ),
  ];
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
    ...Object.values(ACCOUNTS).flatMap((account) => accountStatements(account, passwordText)),
  ];
}
