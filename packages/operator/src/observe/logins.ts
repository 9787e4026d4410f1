import type { Denial } from "@grampus/planner";
import { ACCOUNTS, CERTIFICATE_KEYS, ROOT_PASSWORD_KEY } from "@grampus/resources";
import type { Secret } from "../kube/kinds.ts";
import { denialOf, isSameLogin, type Login, type OnDenied } from "../mysql/login.ts";
import type { OwnPasswords } from "../mysql/server-step.ts";
import type { SecretContents } from "../secrets/secret-cache.ts";
import { secretValue } from "../secrets/secret-keys.ts";
import { ROOT_REFUSED_FOR_MS } from "../timing.ts";

/** The ways in to a cluster's members, with the Secrets as they are now. */
export interface WaysIn {
  /** First choice first; empty while no Secret with a password was ever seen. */
  readonly loginsFor: (podUid: string) => readonly Login[];
  /** Told when a session was opened by this login. */
  readonly letIn: (login: Login) => void;
  /** Told when a login was refused on the pod's server. */
  readonly denied: (podUid: string) => OnDenied;
  /** What root met on the pod's server, when it is not tried there for now. */
  readonly rootDenial: (podUid: string) => { readonly root?: Denial };
  /** Passwords of the operator's accounts: the Secret's, or else those that worked. */
  readonly passwords: OwnPasswords | undefined;
  /** root's login, once for each password of its Secret and of its account: whether they are the same can only be tried. */
  readonly rootToTry: (changedAt: string) => Login | undefined;
  /** Told what came of that; nothing when there was no answer. */
  readonly rootTried: (refused: boolean | undefined) => void;
  /** Whether some member refused root with the password that its Secret has. */
  readonly rootRefused: () => boolean;
}

function valueIn(secret: Secret | undefined, key: string): string {
  return secret === undefined ? "" : secretValue(secret, key);
}

function passwordsIn({ accounts }: SecretContents): OwnPasswords | undefined {
  const { operator, replication, local } = ACCOUNTS;
  const found = {
    operator: valueIn(accounts, operator.password),
    replication: valueIn(accounts, replication.password),
    local: valueIn(accounts, local.password),
  };
  return Object.values(found).includes("") ? undefined : found;
}

function loginOf(kind: Login["kind"], password: string, ca: string): Login {
  const { user } = kind === "root" ? ACCOUNTS.root : ACCOUNTS.operator;
  return { kind, credentials: { user, password, ca } };
}

interface Worked {
  readonly passwords: OwnPasswords;
  readonly ca: string;
}

interface Refusal {
  readonly version: string | undefined;
  readonly until: number;
  readonly root: Denial;
}

/**
 * What the process remembers of how it got in to the members of one cluster: a Secret that goes, or changes, must not
 * blind it. Nothing of it is written anywhere.
 */
export class Logins {
  readonly #now: () => number;
  /** By pod. A password that was refused is not tried all the time: root may lock itself after failed logins. */
  readonly #rootRefusals = new Map<string, Refusal>();
  #worked: Worked | undefined;
  #rootTried:
    | { readonly version: string | undefined; readonly changedAt: string; readonly refused: boolean }
    | undefined;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** The ways in with these Secrets. */
  with(contents: SecretContents): WaysIn {
    const passwords = passwordsIn(contents);
    const ca = valueIn(contents.certificate, CERTIFICATE_KEYS.authority) || (this.#worked?.ca ?? "");
    const root = valueIn(contents.root, ROOT_PASSWORD_KEY);
    const version = contents.root?.metadata.resourceVersion;
    const refusalOf = (podUid: string) => {
      const refusal = this.#rootRefusals.get(podUid);
      return refusal?.version === version && this.#now() < (refusal?.until ?? 0) ? refusal : undefined;
    };
    const isRefused = (podUid: string) => refusalOf(podUid) !== undefined;
    const own = this.#ownLogins(passwords, ca);
    return {
      passwords: passwords ?? this.#worked?.passwords,
      loginsFor: (podUid) => [
        ...own,
        ...(root === "" || ca === "" || isRefused(podUid) ? [] : [loginOf("root", root, ca)]),
      ],
      letIn: ({ kind }) => {
        if (kind === "operator" && passwords !== undefined) this.#worked = { passwords, ca };
      },
      denied:
        (podUid) =>
        ({ kind }, fault) => {
          if (kind !== "root") return;
          const until = this.#now() + ROOT_REFUSED_FOR_MS;
          this.#rootRefusals.set(podUid, { version, until, root: denialOf(fault) });
        },
      rootDenial: (podUid) => {
        const refusal = refusalOf(podUid);
        return refusal === undefined ? {} : { root: refusal.root };
      },
      rootToTry: (changedAt) => {
        const last = this.#rootTried;
        const isTried = last?.version === version && last?.changedAt === changedAt;
        if (root === "" || ca === "" || isTried) return undefined;
        this.#rootTried = { version, changedAt, refused: false };
        return loginOf("root", root, ca);
      },
      rootTried: (refused) => {
        this.#rootTried =
          refused === undefined || this.#rootTried === undefined
            ? undefined
            : { ...this.#rootTried, refused };
      },
      rootRefused: () =>
        (this.#rootTried?.version === version && this.#rootTried?.refused === true) ||
        [...this.#rootRefusals.keys()].some(isRefused),
    };
  }

  #ownLogins(passwords: OwnPasswords | undefined, ca: string): readonly Login[] {
    if (ca === "") return [];
    const current = passwords === undefined ? [] : [loginOf("operator", passwords.operator, ca)];
    const worked = this.#worked;
    if (worked === undefined) return current;
    const former = loginOf("former", worked.passwords.operator, ca);
    return current.some((login) => isSameLogin(login, former)) ? current : [...current, former];
  }
}
