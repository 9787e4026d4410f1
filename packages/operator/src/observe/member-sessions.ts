import { setTimeout as delay } from "node:timers/promises";
import type { MemberReport } from "@grampus/planner";
import { type FaultCode, isFault } from "../fault.ts";
import { askMember, type MemberFacts } from "../mysql/member-answer.ts";
import type {
  ConnectMember,
  MemberAddress,
  MemberConnection,
  MemberCredentials,
} from "../mysql/member-connection.ts";
import { STAY_MS } from "../timing.ts";
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
  readonly podUid: string;
  connection?: MemberConnection | undefined;
  /** Ends the poll that asks whether the view the member told last still holds. */
  stopViewPoll?: (() => void) | undefined;
  /** The question that is being asked, and since when. */
  asking?: { readonly answer: Promise<MemberNews>; readonly since: number } | undefined;
}

// An end of our own making is no news: the session lets go of its connection first.
function endSession(session: Session): void {
  const { connection } = session;
  session.stopViewPoll?.();
  session.connection = undefined;
  connection?.destroy();
}

/**
 * One idle session with each member of a cluster, and what each said last. `onNews` is called when a session ends that
 * nobody here ended, when a member falls silent, and when it sees the group otherwise than it said.
 */
export class MemberSessions {
  readonly #sessions = new Map<string, Session>();
  readonly #connect: ConnectMember;
  readonly #onNews: () => void;
  #reports: Readonly<Record<string, MemberReport>> = {};

  constructor(connect: ConnectMember, onNews: () => void) {
    this.#connect = connect;
    this.#onNews = onNews;
  }

  /** Asks all members at once. */
  async ask(
    members: readonly MemberToAsk[],
    credentials: MemberCredentials | undefined,
    variables: readonly string[],
    now: number,
  ): Promise<Readonly<Record<string, MemberReport>>> {
    this.#forgetOthers(members);
    const news = await Promise.all(members.map((member) => this.#newsOf(member, credentials, variables)));
    this.#reports = Object.fromEntries(
      members.map(({ name }, index) => [
        name,
        memberReport(news[index] ?? UNREACHABLE, this.#reports[name], now),
      ]),
    );
    return this.#reports;
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

  async #newsOf(
    { name, pod }: MemberToAsk,
    credentials: MemberCredentials | undefined,
    variables: readonly string[],
  ): Promise<MemberNews> {
    if (pod === undefined) return { kind: "unreachable", reason: "address" };
    if (credentials === undefined) return { kind: "unreachable", reason: "denied" };
    const session = this.#sessions.get(name) ?? { podUid: pod.uid };
    this.#sessions.set(name, session);
    session.asking ??= {
      since: performance.now(),
      answer: this.#question(session, pod.address, credentials, variables).finally(() => {
        session.asking = undefined;
        if (this.#sessions.get(name) !== session) endSession(session);
      }),
    };
    const left = session.asking.since + STAY_MS.answer - performance.now();
    if (left <= 0) return UNREACHABLE;
    const patience = new AbortController();
    return Promise.race([
      session.asking.answer,
      delay(left, UNREACHABLE, { signal: patience.signal }).catch(() => UNREACHABLE),
    ]).finally(() => patience.abort());
  }

  async #question(
    session: Session,
    address: MemberAddress,
    credentials: MemberCredentials,
    variables: readonly string[],
  ): Promise<MemberNews> {
    session.stopViewPoll?.();
    try {
      const known = session.connection;
      if (known?.isOpen() === true) {
        const facts = await askMember(known, session.podUid, variables).catch(() => undefined);
        if (facts !== undefined) return this.#answered(session, known, facts);
        endSession(session);
      }
      const connection = await this.#connect(address, credentials);
      session.connection = connection;
      const facts = await askMember(connection, session.podUid, variables);
      void connection.closed.then(() => {
        if (session.connection === connection) this.#onNews();
      });
      return this.#answered(session, connection, facts);
    } catch (fault) {
      endSession(session);
      if (!isFault(fault)) throw fault;
      return { kind: "unreachable", reason: REASONS[fault.code] ?? "timeout" };
    }
  }

  #answered(session: Session, connection: MemberConnection, facts: MemberFacts): MemberNews {
    session.stopViewPoll = startViewPoll(connection, facts, this.#onNews);
    return facts;
  }
}
