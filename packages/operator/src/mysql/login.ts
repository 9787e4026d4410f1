import type { Denial, LoginKind } from "@grampus/planner";
import { isFault, OperatorFault } from "../fault.ts";
import type {
  ConnectMember,
  MemberAddress,
  MemberConnection,
  MemberCredentials,
} from "./member-connection.ts";

/** One way in: whose account it is, and what proves it. */
export interface Login {
  readonly kind: LoginKind;
  readonly credentials: MemberCredentials;
}

/** Told of a login that was refused. */
export type OnDenied = (login: Login, fault: OperatorFault) => void;

const DENIALS: Readonly<Record<number, Denial>> = {
  1820: "expired",
  1862: "expired",
  3118: "locked",
  3955: "locked",
};

/** What a refused login says of the account. */
export function denialOf({ errorNumber }: OperatorFault): Denial {
  return DENIALS[errorNumber ?? 0] ?? "refused";
}

/** Whether two logins are of one account, with one password. */
export function isSameLogin(left: Login, right: Login): boolean {
  const [one, other] = [left.credentials, right.credentials];
  return one.user === other.user && one.password === other.password;
}

/**
 * What comes of the first login that is let in, and may do what is attempted. Only a refusal leads to the next one; when
 * all are refused it is the first one's that is thrown, which is the operator's own.
 */
export async function byFirstLogin<Result>(
  logins: readonly Login[],
  attempt: (login: Login) => Promise<Result>,
  onDenied: OnDenied,
): Promise<Result> {
  let denied: OperatorFault | undefined;
  for (const login of logins) {
    try {
      return await attempt(login);
    } catch (fault) {
      if (!isFault(fault, "mysql-access-denied")) throw fault;
      onDenied(login, fault);
      denied ??= fault;
    }
  }
  throw (
    denied ?? new OperatorFault("mysql-access-denied", "there is no Secret with a password to log in with")
  );
}

/** A session by the first login that is let in. */
export function logIn(
  connect: ConnectMember,
  address: MemberAddress,
  logins: readonly Login[],
  onDenied: OnDenied,
): Promise<{ readonly connection: MemberConnection; readonly login: Login }> {
  return byFirstLogin(
    logins,
    async (login) => ({ connection: await connect(address, login.credentials), login }),
    onDenied,
  );
}
