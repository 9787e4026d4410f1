import { isUtf8 } from "node:buffer";
import { readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { type Diagnostic, hasErrors, sortDiagnostics } from "@grampus/diagnostics";
import { codeownersCodes } from "../codeowners/diagnostics.ts";
import { cutFile } from "../codeowners/marked-part.ts";
import { type OwnedFolder, ownership } from "../codeowners/owned-folders.ts";
import { OTHER_OWNERS_FILES, OWNERS_FILE, ownersChange } from "../codeowners/owners-file.ts";
import { fileFault, systemErrorCode } from "../fault.ts";
import { repositoryRoot } from "../git/repository-root.ts";
import type { FileChange } from "../output/changes.ts";
import { firstDifference } from "../output/first-difference.ts";
import { writtenChanges } from "../output/write.ts";
import { type RefusedFleet, resolvedDefinitions, told } from "./compiled-fleet.ts";

/** Whose owners are written. */
export interface CodeownersRequest {
  /** Absolute path of the fleet's root. */
  readonly root: string;
  /** The organization of GitHub whose teams own clusters; what the file remembers unless said. */
  readonly organization?: string;
  /** Whether the file is only compared with what it should be. */
  readonly isCheck?: boolean;
}

/** What the CODEOWNERS file says of a fleet now, or should say. */
export interface Codeowners {
  readonly kind: "written" | "unchanged" | "different";
  /** The file, relative to the fleet's root. */
  readonly file: string;
  readonly folders: readonly OwnedFolder[];
  /** Folders of clusters and environments that name no owner. */
  readonly unowned: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

function fileBytes(root: string, file: string): Buffer | undefined {
  try {
    return readFileSync(path.join(root, file));
  } catch (error) {
    const system = systemErrorCode(error);
    if (system === "ENOENT" || system === "ENOTDIR") return undefined;
    throw fileFault("cannot-read", file, error);
  }
}

function refused(diagnostic: Diagnostic): RefusedFleet {
  return { kind: "refused", diagnostics: [diagnostic] };
}

const ORGANIZATION = /^[A-Za-z0-9](-?[A-Za-z0-9])*$/;

function wrongOrganization(organization: string): Diagnostic {
  const bare = organization.replace(/^@/, "").split("/")[0] ?? "";
  const hint = bare !== organization && ORGANIZATION.test(bare) ? { hint: `did you mean ${bare}?` } : {};
  const allowed = "letters, digits and single dashes, without @";
  return codeownersCodes.create("invalid-organization", { organization }, { allowed, ...hint });
}

/** The first of the other places GitHub reads that has a file. */
function otherFile(repository: string): string | undefined {
  return OTHER_OWNERS_FILES.find((file) => fileBytes(repository, file) !== undefined);
}

function differenceDiagnostic(
  { kind, text, before }: FileChange,
  hasPart: boolean,
  file: string,
): Diagnostic {
  if (kind === "create" || !hasPart) return codeownersCodes.create("missing", { file });
  const { line, found, wanted } = firstDifference(before, text);
  const source = { file, line, column: 1 };
  return codeownersCodes.create("out-of-date", { file }, { source, found, allowed: wanted });
}

/**
 * Writes the owners of a fleet into the CODEOWNERS file of its repository, or says how the file differs. Only the part
 * between the marking lines is touched.
 *
 * @throws CompilerFault `cannot-read`, `cannot-write` and `git-failed`
 */
export async function codeowners({
  root,
  organization: named,
  isCheck = false,
}: CodeownersRequest): Promise<Codeowners | RefusedFleet> {
  if (named !== undefined && !ORGANIZATION.test(named)) return refused(wrongOrganization(named));
  const definitions = await resolvedDefinitions({ root, selection: {} });
  if (definitions.kind === "refused") return definitions;
  const { fleet, findings } = definitions;
  const repository = (await repositoryRoot(root)) ?? root;
  const slashed = (file: string) => file.split(path.sep).join("/");
  const file = slashed(path.relative(realpathSync(root), path.join(realpathSync(repository), OWNERS_FILE)));
  const bytes = fileBytes(repository, OWNERS_FILE);
  if (bytes !== undefined && !isUtf8(bytes)) return refused(codeownersCodes.create("not-text", { file }));
  const before = bytes?.toString("utf8");
  const folder = slashed(path.relative(realpathSync(repository), realpathSync(root)));
  const cut = cutFile(before ?? "", folder);
  if (cut.kind === "broken") {
    const source = { file, line: cut.line, column: 1 };
    return refused(codeownersCodes.create("broken-markers", { what: cut.what }, { source }));
  }
  const organization = named ?? cut.part?.options.organization;
  const owned = ownership(fleet, organization);
  const all = await told(root, [...findings, ...owned.findings]);
  if (hasErrors(all)) return { kind: "refused", diagnostics: all };
  const options = { root: folder, ...(organization === undefined ? {} : { organization }) };
  const { change, warnings } = ownersChange(before, cut, file, options, owned.folders);
  const other = before === undefined && change !== undefined ? otherFile(repository) : undefined;
  if (other !== undefined) {
    const hint = `git mv ${other} ${OWNERS_FILE}, in the repository's root`;
    return refused(codeownersCodes.create("other-file", { file: OWNERS_FILE, other }, { hint }));
  }
  const { folders, unowned } = owned;
  const answer = { file, folders, unowned };
  const diagnostics = sortDiagnostics([...all, ...warnings]);
  if (change === undefined) return { kind: "unchanged", ...answer, diagnostics };
  if (isCheck) {
    const difference = differenceDiagnostic(change, cut.part !== undefined, file);
    return { kind: "different", ...answer, diagnostics: sortDiagnostics([...diagnostics, difference]) };
  }
  await writtenChanges(repository, [change], () => false);
  return { kind: "written", ...answer, diagnostics };
}
