/**
 * What runs on a member that a switch of the primary would wait for, with all writes blocked, or end: a schema change, a
 * load, or a transaction that has written.
 */
export interface Operation {
  /** Words of SQL's own, such as `ALTER TABLE`, or `transaction`; never a name, nor a value. */
  readonly kind: string;
  /** Id of the session, as `KILL` takes it. */
  readonly session: number;
  /** Account of the session, without its host. */
  readonly user: string;
  /** When it began, milliseconds since 1970, to the second. */
  readonly since: number;
}
