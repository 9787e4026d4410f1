import { hash as digest } from "node:crypto";

/** The id Git gives a file with this text. */
export function blobId(text: string, hash: "sha1" | "sha256"): string {
  return digest(hash, `blob ${Buffer.byteLength(text, "utf8")}\0${text}`, "hex");
}
