import type { Identity } from "../../identity/identity.ts";

/** The record as it was found. */
export type ObservedIdentity =
  | { readonly kind: "absent" }
  | {
      readonly kind: "found";
      readonly uid: string;
      readonly resourceVersion: string;
      readonly record: Identity;
      /** Version of the record as it is stored; {@link IDENTITY_VERSION}, older or newer. */
      readonly version: number;
    }
  | {
      readonly kind: "unreadable";
      readonly uid: string;
      readonly resourceVersion: string;
      readonly problem: string;
      /** Version of the record, when that much can be read. */
      readonly version?: number;
    };
