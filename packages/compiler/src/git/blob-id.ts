import { createHash } from "node:crypto";

/** The id Git gives a file with this text. */
export function blobId(text: string, hash: "sha1" | "sha256"): string {
  const bytes = Buffer.from(text, "utf8");
  return createHash(hash).update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
