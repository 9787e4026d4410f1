import { hash } from "node:crypto";

/** The SHA-256 digest of a text in UTF-8, in hexadecimal. */
export function sha256(text: string): string {
  return hash("sha256", text, "hex");
}

/** The list of digests of a release's files, by path in its folder, as `sha256sum` writes it: one line a file, in path order. */
export function checksumsText(files: ReadonlyMap<string, string>): string {
  return [...files.keys()]
    .sort()
    .map((file) => `${sha256(files.get(file) ?? "")}  ${file}\n`)
    .join("");
}

/** The digest of a release: that of its list of digests. */
export function releaseDigest(checksums: string): string {
  return `sha256:${sha256(checksums)}`;
}

/** How the files of a release differ from its list of digests. */
export interface ChecksumDifference {
  readonly file: string;
  readonly problem: "is not what was written" | "is missing" | "was no part of it";
}

const LINE = /^([0-9a-f]{64}) {2}(.+)$/;

/** The first file of a release that is not what its list of digests says; undefined when all are. */
export function checksumDifference(
  checksums: string,
  files: ReadonlyMap<string, string>,
): ChecksumDifference | undefined {
  const listed = new Map<string, string>();
  for (const line of checksums.split("\n")) {
    const [, digest, file] = LINE.exec(line) ?? [];
    if (digest !== undefined && file !== undefined) listed.set(file, digest);
  }
  const all = [...new Set([...listed.keys(), ...files.keys()])].sort();
  for (const file of all) {
    const text = files.get(file);
    if (text === undefined) return { file, problem: "is missing" };
    if (!listed.has(file)) return { file, problem: "was no part of it" };
    if (listed.get(file) !== sha256(text)) return { file, problem: "is not what was written" };
  }
  return undefined;
}
