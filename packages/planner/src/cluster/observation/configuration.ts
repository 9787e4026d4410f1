import { GROUP, isPlainObject, variableName } from "@grampus/api";
import {
  GROUP_NAME_ANNOTATION,
  OPTION_FILE,
  VARIABLES_FILE,
  WRITTEN_VARIABLES_ANNOTATION,
} from "@grampus/resources";

/** Annotation on the variables' ConfigMap: variables that may be set on some members and are not in the file yet. */
export const PENDING_VARIABLES_ANNOTATION = `${GROUP}/pending-variables` as const;

function textAt(content: unknown, ...path: readonly string[]): string | undefined {
  const found = path.reduce<unknown>(
    (above, key) => (isPlainObject(above) ? above[key] : undefined),
    content,
  );
  return typeof found === "string" ? found : undefined;
}

function annotation(content: unknown, name: string): string | undefined {
  return textAt(content, "metadata", "annotations", name);
}

function listIn(json: string): readonly string[] {
  try {
    const found: unknown = JSON.parse(json);
    return Array.isArray(found) ? found.filter((item) => typeof item === "string") : [];
  } catch {
    return [];
  }
}

/** The option file in the variables' ConfigMap. */
export function variablesFile(content: unknown): string {
  return textAt(content, "data", VARIABLES_FILE) ?? "";
}

/** Variables that the file of the variables' ConfigMap sets. Before 0.2 only the file itself said so. */
export function writtenVariables(content: unknown): readonly string[] {
  const names = annotation(content, WRITTEN_VARIABLES_ANNOTATION);
  if (names !== undefined) return listIn(names);
  return [...variablesFile(content).matchAll(/^([a-z0-9_]+)=/gm)].map(([, option = ""]) =>
    variableName(option),
  );
}

/** Variables that were about to be set on members, and are not in the file yet: they may be set on some. */
export function pendingVariables(content: unknown): readonly string[] {
  return annotation(content, PENDING_VARIABLES_ANNOTATION)?.split(",").map(variableName) ?? [];
}

/** The group's name in a configuration that members run with. Before 0.2 only its `my.cnf` said so. */
export function groupNameIn(content: unknown): string | undefined {
  const name = annotation(content, GROUP_NAME_ANNOTATION);
  return (
    name ?? /^group_replication_group_name=(\S+)$/m.exec(textAt(content, "data", OPTION_FILE) ?? "")?.[1]
  );
}
