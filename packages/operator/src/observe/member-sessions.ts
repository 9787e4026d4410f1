import { setTimeout as delay } from "node:timers/promises";
import { type Denial, isBehind, type MemberReport, type ViewMember } from "@grampus/planner";
import { type FaultCode, isFault, type OperatorFault } from "../fault.ts";
import { byFirstLogin, denialOf, isSameLogin, type Login, logIn, type OnDenied } from "../mysql/login.ts";
import { askMember, type MemberFacts, type Pulse } from "../mysql/member-answer.ts";
import type { ConnectMember, MemberAddress, MemberConnection } from "../mysql/member-connection.ts";
import { FIRST_LOGIN_AGAIN_MS, STAY_MS } from "../timing.ts";
import { behindSince, EMPTY_LAG_HISTORY, type LagHistory, withExecuted } from "./lag-history.ts";
import type { WaysIn } from "./logins.ts";
import { type MemberNews, memberReport } from "./member-history.ts";
import { startViewPoll } from "./view-poll.ts";

/** A member to ask. `address` is absent while it has no pod, or its pod no address. */
export interface MemberToAsk {
  readonly name: string;
  readonly pod?: { readonly uid: string; readonly address: MemberAddress };
}

type Reason = Extract<MemberReport, { readonly kind: "unreachable" }>["reason"];

const REASONS: Partial<Readonly<Record<FaultCode, Reason>>> = {
  "mysql-connection-refused": "refused",
  "mysql-tls": "tls",
  "mysql-access-denied": "denied",
};

const UNREACHABLE: MemberNews = { kind: "unreachable", reason: "timeout" };

interface Session {
  readonly name: string;
  readonly podUid: string;
  connection?: MemberConnection | undefined;
  /** Whose session it is. */
  login?: Login | undefined;
  /** When the first choice is tried again by one that is of another login. */
  firstLoginAt: number;
  /** Ends the poll that asks whether the view the member told last still holds. */
  stopViewPoll?: (() => void) | undefined;
  /** The question that is being asked, and since when. */
  asking?: { readonly answer: Promise<MemberNews>; readonly since: number } | undefined;
  /** Whether nobody answered in time the last time: rounds wait less long then. */
  isSilent?: boolean;
}

type HasExecuted = Pick<MemberFacts, "serverUuid" | "view" | "executed">;

function isPrimaryIn(view: readonly ViewMember[], serverUuid: string): boolean {
  return view.some(
    (row) => row.serverUuid === serverUuid && row.state === "ONLINE" && row.role === "PRIMARY",
  );
}

/** A primary that was cut off goes on to call itself one, and nobody lags behind it. */
function seesMajority(view: readonly ViewMember[], serverUuid: string): boolean {
  const present = view.filter(({ state }) => state === "ONLINE" || state === "RECOVERING");
  return present.length * 2 > view.length && present.some((row) => row.serverUuid === serverUuid);
}

function primaryFirst(answers: readonly MemberFacts[]): readonly MemberFacts[] {
  const rank = ({ view, serverUuid }: MemberFacts) => (isPrimaryIn(view, serverUuid) ? 0 : 1);
  return [...answers].sort((left, right) => rank(left) - rank(right));
}

// An end of our own making is no news: the session lets go of its connection first.
function endSession(session: Session): void {
  const { connection } = session;
  session.stopViewPoll?.();
  session.connection = undefined;
  connection?.destroy();
}

async function answerWithin(answer: Promise<MemberNews>, ms: number): Promise<MemberNews> {
  if (ms <= 0) return UNREACHABLE;
  const patience = new AbortController();
  return Promise.race([
    answer,
    delay(ms, UNREACHABLE, { signal: patience.signal }).catch(() => UNREACHABLE),
  ]).finally(() => patience.abort());
}

/** What a session's login is by the Secrets of now: a password that is not in them any more is a former one. */
function kindOf(login: Login, logins: readonly Login[]): Login["kind"] {
  const known = logins.find((one) => isSameLogin(one, login))?.kind;
  return known ?? (login.kind === "root" ? "root" : "former");
}

/** A session by the first choice, when the one that is there is of another login and it is time to try. */
async function betterSession(
  connect: ConnectMember,
  session: Session,
  address: MemberAddress,
  [first]: readonly Login[],
  onDenied: OnDenied,
): Promise<{ readonly connection: MemberConnection; readonly login: Login } | undefined> {
  const { connection, login } = session;
  if (first === undefined || login === undefined || connection?.isOpen() !== true) return undefined;
  if (isSameLogin(first, login) || performance.now() < session.firstLoginAt) return undefined;
  session.firstLoginAt = performance.now() + FIRST_LOGIN_AGAIN_MS;
  return logIn(connect, address, [first], onDenied).catch((fault) => {
    if (!isFault(fault)) throw fault;
    return undefined;
  });
}

/**
 * One idle session with each member of a cluster, and what each said last. `onNews` is called when a session ends that
 * nobody here ended, when a member falls silent, and when it sees the group otherwise than it said.
 */
export class MemberSessions {
  readonly #sessions = new Map<string, Session>();
  readonly #connect: ConnectMember;
  readonly #onNews: () => void;
  readonly #now: () => number;
  #reports: Readonly<Record<string, MemberReport>> = {};
  #reportedAt = 0;
  #lag: LagHistory = EMPTY_LAG_HISTORY;

  constructor(connect: ConnectMember, onNews: () => void, now: () => number = Date.now) {
    this.#connect = connect;
    this.#onNews = onNews;
    this.#now = now;
  }

  /** Asks all members at once. */
  async ask(
    members: readonly MemberToAsk[],
    ways: WaysIn,
    variables: readonly string[],
    now: number,
  ): Promise<Readonly<Record<string, MemberReport>>> {
    this.#forgetOthers(members);
    const news = await Promise.all(members.map((member) => this.#newsOf(member, ways, variables)));
    const answers = news.flatMap((one) => (one.kind === "answered" ? [one] : []));
    this.#reportedAt = now;
    for (const answer of primaryFirst(answers)) this.#noteExecuted(answer, now);
    this.#reports = Object.fromEntries(
      members.map(({ name }, index) => [
        name,
        this.#withLag(memberReport(news[index] ?? UNREACHABLE, this.#reports[name], now)),
      ]),
    );
    return this.#reports;
  }

  #noteExecuted({ serverUuid, view, executed }: HasExecuted, at: number): void {
    if (!seesMajority(view, serverUuid)) return;
    const isPrimary = isPrimaryIn(view, serverUuid);
    const servers = view.map((row) => row.serverUuid);
    this.#lag = withExecuted(this.#lag, { serverUuid, isPrimary, executed, at }, servers);
  }

  #withLag(report: MemberReport): MemberReport {
    if (report.kind !== "answered" || report.state !== "ONLINE") return report;
    const since = behindSince(this.#lag, report.serverUuid);
    return since === undefined ? report : { ...report, behindSince: since };
  }

  /** Whether the member is behind now, and was not when it was reported. */
  #isLagNews(name: string, serverUuid: string, { view, executed }: Pulse): boolean {
    if (executed === undefined) return false;
    const at = this.#now();
    this.#noteExecuted({ serverUuid, view, executed }, at);
    const report = this.#reports[name];
    const told = report?.kind === "answered" ? report.behindSince : undefined;
    return isBehind(behindSince(this.#lag, serverUuid), at) && !isBehind(told, this.#reportedAt);
  }

  /** Tries the first choice of logins at once, where a session is of another one. */
  preferFirstLogin(): void {
    for (const session of this.#sessions.values()) session.firstLoginAt = 0;
  }

  /** Ends all sessions. */
  close(): void {
    for (const session of this.#sessions.values()) endSession(session);
    this.#sessions.clear();
  }

  #forgetOthers(members: readonly MemberToAsk[]): void {
    for (const [name, session] of [...this.#sessions]) {
      if (members.some((member) => member.name === name && member.pod?.uid === session.podUid)) continue;
      endSession(session);
      this.#sessions.delete(name);
    }
  }

  async #newsOf({ name, pod }: MemberToAsk, ways: WaysIn, variables: readonly string[]): Promise<MemberNews> {
    if (pod === undefined) return { kind: "unreachable", reason: "address" };
    const session = this.#sessions.get(name) ?? { name, podUid: pod.uid, firstLoginAt: 0 };
    this.#sessions.set(name, session);
    session.asking ??= {
      since: performance.now(),
      answer: this.#question(session, pod.address, ways, variables)
        .then((news) => this.#heard(session, news))
        .finally(() => {
          session.asking = undefined;
          if (this.#sessions.get(name) !== session) endSession(session);
        }),
    };
    const stay = session.isSilent === true ? STAY_MS.silent : STAY_MS.answer;
    const news = await answerWithin(session.asking.answer, session.asking.since + stay - performance.now());
    session.isSilent = news.kind === "unreachable" && news.reason === "timeout";
    return news;
  }

  /** A member that was silent and answers is asked again by a round that has the patience to listen. */
  #heard(session: Session, news: MemberNews): MemberNews {
    if (news.kind !== "answered" || session.isSilent !== true) return news;
    session.isSilent = false;
    this.#onNews();
    return news;
  }

  async #question(
    session: Session,
    address: MemberAddress,
    ways: WaysIn,
    variables: readonly string[],
  ): Promise<MemberNews> {
    const { podUid } = session;
    const logins = ways.loginsFor(podUid);
    const denials: Partial<Record<"operator" | "root", Denial>> = { ...ways.rootDenial(podUid) };
    const onDenied = (login: Login, fault: OperatorFault) => {
      denials[login.kind === "root" ? "root" : "operator"] ??= denialOf(fault);
      ways.denied(podUid)(login, fault);
    };
    session.stopViewPoll?.();
    try {
      const better = await betterSession(this.#connect, session, address, logins, onDenied);
      const { connection: known, login } = session;
      if (better === undefined && known?.isOpen() === true && login !== undefined) {
        const facts = await askMember(known, podUid, variables).catch(() => undefined);
        if (facts !== undefined) {
          this.#tryRoot(address, podUid, facts, ways);
          return this.#answered(session, known, facts, kindOf(login, logins));
        }
      }
      const opened = await byFirstLogin(
        logins,
        async (one) => {
          const connection =
            better?.login === one ? better.connection : await this.#connect(address, one.credentials);
          endSession(session);
          session.connection = connection;
          session.login = one;
          return { connection, login: one, facts: await askMember(connection, podUid, variables) };
        },
        onDenied,
      );
      session.firstLoginAt = performance.now() + FIRST_LOGIN_AGAIN_MS;
      ways.letIn(opened.login);
      void opened.connection.closed.then(() => {
        if (session.connection === opened.connection) this.#onNews();
      });
      this.#tryRoot(address, podUid, opened.facts, ways);
      return this.#answered(session, opened.connection, opened.facts, opened.login.kind);
    } catch (fault) {
      endSession(session);
      if (!isFault(fault)) throw fault;
      const reason = REASONS[fault.code] ?? "timeout";
      return { kind: "unreachable", reason, ...(reason === "denied" ? { denials } : {}) };
    }
  }

  /** Behind the answer: whether root's Secret opens its account, when one of them is another than before. */
  #tryRoot(address: MemberAddress, podUid: string, { rootChangedAt }: MemberFacts, ways: WaysIn): void {
    const login = rootChangedAt === undefined ? undefined : ways.rootToTry(rootChangedAt);
    if (login === undefined) return;
    logIn(this.#connect, address, [login], ways.denied(podUid)).then(
      ({ connection }) => {
        connection.destroy();
        ways.rootTried(false);
      },
      (fault: unknown) => {
        ways.rootTried(isFault(fault, "mysql-access-denied") ? true : undefined);
        this.#onNews();
      },
    );
  }

  #answered(
    session: Session,
    connection: MemberConnection,
    facts: MemberFacts,
    login: Login["kind"],
  ): MemberNews {
    session.stopViewPoll = startViewPoll(connection, facts, {
      isNews: (pulse) => this.#isLagNews(session.name, facts.serverUuid, pulse),
      onNews: this.#onNews,
    });
    return { ...facts, login };
  }
}
