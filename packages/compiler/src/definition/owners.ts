import type { PlainValue } from "../data/plain-data.ts";
import { valueText } from "../data/value-text.ts";
import type { Finding } from "../findings/finding.ts";
import { definitionCodes } from "./diagnostics.ts";

/** A user, a team of an organization, or an e-mail address, as GitHub reads owners in a CODEOWNERS file. */
const OWNER =
  /^(@[A-Za-z0-9][A-Za-z0-9_-]{0,38}|@[A-Za-z0-9][A-Za-z0-9-]{0,38}\/[A-Za-z0-9][A-Za-z0-9_-]*|[^\s@#\\]+@[^\s@#\\]+\.[^\s@#\\]+)$/;

/** The owners of an environment. What GitHub would not take for an owner goes to `findings`. */
export function checkedOwners(
  file: string,
  value: PlainValue | undefined,
  findings: Finding[],
): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((owner: PlainValue, index): readonly string[] => {
    if (typeof owner === "string" && OWNER.test(owner)) return [owner];
    const field = `owners[${index}]`;
    const isBare = typeof owner === "string" && OWNER.test(`@${owner}`);
    const occurrence = {
      path: field,
      found: valueText(owner),
      allowed: '"@organization/team", "@user" or an e-mail address',
      ...(isBare ? { hint: `did you mean "@${owner}"?` } : {}),
    };
    findings.push({
      diagnostic: definitionCodes.create("unsupported-value", { field }, occurrence),
      place: { file, path: ["owners", index], part: "value" },
    });
    return [];
  });
}
