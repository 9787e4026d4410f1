import { connect as connectSocket } from "node:net";
import { type Connection, createConnection, type QueryResult } from "mysql2";
import { errorText, type FaultCode, isFault, OperatorFault } from "../fault.ts";
import { CONNECT_MS } from "../timing.ts";

/** Where a member is, and the name it answers for. */
export interface MemberAddress {
  /** Name the certificate must carry. */
  readonly serverName: string;
  /** Where to connect to; the pod's address, so that no name has to be resolved. */
  readonly host: string;
  readonly port: number;
  /** Port of its administrative interface, which lets the operator in when all connections are taken. */
  readonly adminPort?: number;
}

/** How the operator proves who it is, and what it trusts. */
export interface MemberCredentials {
  readonly user: string;
  readonly password: string;
  /** PEM of the CA the member's certificate must chain to. */
  readonly ca: string;
}

/** A row of a result, by column. */
export type Row = Readonly<Record<string, string | number | null>>;

/** A statement and how long it may take. The statement is never logged: it may hold a password. */
export interface Statement {
  readonly sql: string;
  readonly timeout: number;
}

/** One session with one member. Every failure is an `OperatorFault` with a `mysql-` code, without the statement. */
export interface MemberConnection {
  query(statement: Statement): Promise<readonly Row[]>;
  /** Resolves when the session has ended, whoever ended it. */
  readonly closed: Promise<void>;
  isOpen(): boolean;
  destroy(): void;
}

/** Opens a session with a member, as {@link connectMember} does. */
export type ConnectMember = (
  address: MemberAddress,
  credentials: MemberCredentials,
) => Promise<MemberConnection>;

const SESSION =
  "SET SESSION sql_mode='STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', lock_wait_timeout=10, net_write_timeout=10, wait_timeout=28800, group_replication_consistency='EVENTUAL'";

/**
 * The account is not let in, or may not do that: no privilege on a schema, a table or a column, a wrong password, an expired
 * one, an account that is locked, or for a while.
 */
const ACCESS_DENIED = new Set([1044, 1045, 1142, 1143, 1227, 1698, 1820, 1862, 3118, 3955]);

interface DriverError {
  readonly code?: unknown;
  readonly errno?: unknown;
}

/** The number of an error the server sent; the driver's own errors and those of sockets have none. */
function serverErrorNumber({ errno }: DriverError): number | undefined {
  return typeof errno === "number" && errno >= 1000 && errno < 10_000 ? errno : undefined;
}

function codeOf(error: DriverError): FaultCode {
  const errorNumber = serverErrorNumber(error);
  if (errorNumber !== undefined)
    return ACCESS_DENIED.has(errorNumber) ? "mysql-access-denied" : "mysql-refused";
  const code = String(error.code);
  if (/SSL|TLS|CERT|SELF_SIGNED/.test(code)) return "mysql-tls";
  return SOCKET_CODES[code] ?? "mysql-unreachable";
}

const SOCKET_CODES: Readonly<Record<string, FaultCode>> = {
  ECONNREFUSED: "mysql-connection-refused",
  ETIMEDOUT: "mysql-timeout",
  PROTOCOL_SEQUENCE_TIMEOUT: "mysql-timeout",
};

const SYNTAX_ERROR = 1064;

/**
 * The fault behind an error of the driver. The error itself is dropped, since it carries the statement; so is the text
 * of a syntax error, since it quotes it.
 */
function faultOf(where: string, error: unknown): OperatorFault {
  const details: DriverError = typeof error === "object" && error !== null ? error : {};
  const errorNumber = serverErrorNumber(details);
  const message = errorNumber === SYNTAX_ERROR ? "the server reports a syntax error" : errorText(error);
  return new OperatorFault(
    codeOf(details),
    `${where}: ${message}`,
    errorNumber === undefined ? {} : { errorNumber },
  );
}

/** The rows with column names in lower case: the server's own tables answer in either. */
function rowsOf(result: QueryResult): readonly Row[] {
  if (!Array.isArray(result)) return [];
  return result.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([column, value]) => [column.toLowerCase(), plainValue(value)]),
    ),
  );
}

function plainValue(value: unknown): string | number | null {
  return value === null || typeof value === "number" ? value : String(value);
}

const TOO_MANY_CONNECTIONS = 1040;

/**
 * Opens a session: TLS 1.2 or newer, the certificate verified against the CA and the member's name, a known
 * `sql_mode`.
 * A server whose connections are all taken is entered by its administrative interface, where the address has one.
 */
export async function connectMember(
  address: MemberAddress,
  credentials: MemberCredentials,
  connectTimeout = CONNECT_MS,
): Promise<MemberConnection> {
  const { adminPort, ...main } = address;
  try {
    return await openSession(main, credentials, connectTimeout);
  } catch (fault) {
    if (adminPort === undefined || !isFault(fault) || fault.errorNumber !== TOO_MANY_CONNECTIONS) throw fault;
    // One that does not listen there, or does not let the account in, is full all the same.
    return openSession({ ...main, port: adminPort }, credentials, connectTimeout).catch(() => {
      throw fault;
    });
  }
}

async function openSession(
  address: MemberAddress,
  credentials: MemberCredentials,
  connectTimeout: number,
): Promise<MemberConnection> {
  const where = `${address.serverName} (${address.host}:${address.port})`;
  const connection: Connection = createConnection({
    host: address.serverName,
    port: address.port,
    user: credentials.user,
    password: credentials.password,
    ssl: { ca: credentials.ca, minVersion: "TLSv1.2", rejectUnauthorized: true, verifyIdentity: true },
    stream: () => {
      const socket = connectSocket({ host: address.host, port: address.port, noDelay: true });
      socket.setKeepAlive(true, 5000);
      return socket;
    },
    connectTimeout,
    multipleStatements: false,
    // The driver sets aside half a megabyte for 16,000 of them, and nothing here prepares one.
    maxPreparedStatements: 1,
    supportBigNumbers: true,
    bigNumberStrings: true,
    dateStrings: true,
  });
  const { promise: closed, resolve: markClosed } = Promise.withResolvers<void>();
  let open = true;
  const end = () => {
    open = false;
    markClosed();
  };
  connection.on("error", end);
  connection.on("end", end);
  const destroy = () => {
    end();
    connection.destroy();
  };

  const query = ({ sql, timeout }: Statement): Promise<readonly Row[]> =>
    new Promise((resolve, reject) => {
      connection.query<QueryResult>({ sql, timeout }, (error, result) => {
        if (error === null) return resolve(rowsOf(result));
        const fault = faultOf(where, error);
        if (fault.errorNumber === undefined) destroy();
        reject(fault);
      });
    });

  try {
    await new Promise<void>((resolve, reject) => {
      connection.once("error", reject);
      connection.connect((error) => (error === null ? resolve() : reject(error)));
    });
    await query({ sql: SESSION, timeout: connectTimeout });
  } catch (error) {
    destroy();
    throw error instanceof OperatorFault ? error : faultOf(where, error);
  }
  return { query, closed, isOpen: () => open, destroy };
}
