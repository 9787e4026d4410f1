import { randomBytes } from "node:crypto";

/** A password of 192 random bits in 32 characters that need no escaping anywhere. */
export function newPassword(): string {
  return randomBytes(24).toString("base64url");
}
