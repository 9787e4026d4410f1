import type { Diagnostic } from "@grampus/diagnostics";
import type { Repository } from "../model/repository.ts";

/** One rule of the house: everything it has to say about a repository. */
export type Rule = (repository: Repository) => readonly Diagnostic[];
