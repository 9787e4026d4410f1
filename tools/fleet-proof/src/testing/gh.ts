import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

/** What this `gh` knows of a repository, in place of GitHub. */
export interface GitHubState {
  readonly pulls: readonly {
    readonly number: number;
    readonly owner: string;
    readonly branch: string;
    readonly base: string;
    readonly sha: string;
    readonly title?: string;
    readonly body?: string;
  }[];
  readonly comments: readonly {
    readonly id: number;
    readonly pull: number;
    readonly login: string;
    readonly body: string;
  }[];
  /** The folder that an artefact of a run unpacks to, and its size as GitHub says it. */
  readonly artifacts: Readonly<Record<string, { readonly directory: string; readonly size: number }>>;
  readonly issues: readonly {
    readonly number: number;
    readonly label: string;
    readonly title: string;
    readonly body: string;
    readonly isOpen: boolean;
  }[];
  /** Workflows that were started, with their branch. */
  readonly runs: readonly string[];
}

const [stateFile = "", ...args] = [process.env.GH_STATE, ...process.argv.slice(2)];
const state: GitHubState = JSON.parse(readFileSync(stateFile, "utf8"));

function save(changes: Partial<GitHubState>): void {
  writeFileSync(stateFile, JSON.stringify({ ...state, ...changes }));
}

const text = { type: "string" } as const;
const { values, positionals } = parseArgs({
  args,
  allowPositionals: true,
  options: {
    method: text,
    "raw-field": { type: "string", multiple: true },
    field: { type: "string", multiple: true },
    jq: text,
    paginate: { type: "boolean" },
    silent: { type: "boolean" },
    force: { type: "boolean" },
    name: text,
    dir: text,
    head: text,
    base: text,
    state: text,
    json: text,
    title: text,
    "body-file": text,
    label: text,
    ref: text,
    comment: text,
    description: text,
  },
});

const fields = Object.fromEntries(
  [...(values["raw-field"] ?? []), ...(values.field ?? [])].map((field) => {
    const [name = "", ...value] = field.split("=");
    return [name, value.join("=")];
  }),
);

function fileText(value = ""): string {
  return readFileSync(value.replace(/^@/, ""), "utf8");
}

/** Fails as `gh` does, so that a script which asks for something else than these tests know is noticed. */
function unknown(): never {
  process.stderr.write(`gh: not known here: ${args.join(" ")}\n`);
  process.exit(1);
}

function print(lines: readonly (string | number)[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(""));
}

/** The expressions that workflows give `--jq`, and what each picks. */
const PICKS: Readonly<
  Record<string, (found: readonly Readonly<Record<string, unknown>>[]) => readonly unknown[]>
> = {
  ".[] | select(.head.sha == env.HEAD_SHA) | .number": (pulls) =>
    pulls.filter(({ sha }) => sha === process.env.HEAD_SHA).map(({ number }) => number),
  '.[] | select(.user.login == "github-actions[bot]" and (.body | startswith("<!-- grampus plan -->"))) | .id':
    (comments) =>
      comments
        .filter(
          ({ login, body }) =>
            login === "github-actions[bot]" && String(body).startsWith("<!-- grampus plan -->"),
        )
        .map(({ id }) => id),
  ".artifacts[0].size_in_bytes // 0": ([artifact]) => [artifact?.size ?? 0],
  ".[0].number // empty": ([first]) => (first === undefined ? [] : [first.number]),
};

function picked(found: readonly Readonly<Record<string, unknown>>[]): void {
  const pick = PICKS[values.jq ?? ""] ?? unknown();
  print(pick(found).map(String));
}

function api(target: string): void {
  const call = `${values.method ?? "GET"} ${target.replace(/^repos\/acme\/fleet\//, "")}`;
  const [, comment] = /^PATCH issues\/comments\/(\d+)$/.exec(call) ?? [];
  const [, added] = /^POST issues\/(\d+)\/comments$/.exec(call) ?? [];
  const [, listed] = /^GET issues\/(\d+)\/comments$/.exec(call) ?? [];
  const [, artifact] = /^GET actions\/runs\/7\/artifacts\?name=(.+)$/.exec(call) ?? [];
  if (call === "GET pulls") {
    picked(
      state.pulls.filter(
        ({ owner, branch, base }) => `${owner}:${branch}` === fields.head && base === fields.base,
      ),
    );
  } else if (comment !== undefined) {
    const body = fileText(fields.body);
    save({ comments: state.comments.map((one) => (one.id === Number(comment) ? { ...one, body } : one)) });
  } else if (added !== undefined) {
    const one = { id: 100 + state.comments.length, pull: Number(added), login: "github-actions[bot]" };
    save({ comments: [...state.comments, { ...one, body: fileText(fields.body) }] });
  } else if (listed !== undefined) {
    picked(state.comments.filter(({ pull }) => pull === Number(listed)));
  } else if (artifact !== undefined) {
    const found = state.artifacts[artifact];
    picked(found === undefined ? [] : [found]);
  } else unknown();
}

function pullRequest(verb: string, number: string | undefined): void {
  const { title = "", head: branch = "", base = "main" } = values;
  if (verb === "list") {
    picked(state.pulls.filter((pull) => pull.branch === branch && pull.base === base));
    return;
  }
  const body = fileText(values["body-file"]);
  if (verb === "create") {
    const one = { number: state.pulls.length + 1, owner: "acme", branch, base, sha: "", title, body };
    save({ pulls: [...state.pulls, one] });
  } else if (verb === "edit") {
    save({
      pulls: state.pulls.map((pull) => (pull.number === Number(number) ? { ...pull, title, body } : pull)),
    });
  } else unknown();
}

function issue(verb: string, number: string | undefined): void {
  const { title = "", label = "" } = values;
  const changed = (change: object) =>
    save({
      issues: state.issues.map((one) => (one.number === Number(number) ? { ...one, ...change } : one)),
    });
  if (verb === "list") picked(state.issues.filter((one) => one.isOpen && one.label === label));
  else if (verb === "close") changed({ isOpen: false });
  else if (verb === "edit") changed({ body: fileText(values["body-file"]) });
  else if (verb === "create") {
    const one = { number: state.issues.length + 1, label, title, isOpen: true };
    save({ issues: [...state.issues, { ...one, body: fileText(values["body-file"]) }] });
  } else unknown();
}

const [noun = "", verb = "", subject] = positionals;
if (noun === "api") api(verb);
else if (noun === "pr") pullRequest(verb, subject);
else if (noun === "issue") issue(verb, subject);
else if (noun === "workflow" && verb === "run") save({ runs: [...state.runs, `${subject} ${values.ref}`] });
else if (noun === "run" && verb === "download" && subject === "7") {
  mkdirSync(values.dir ?? "", { recursive: true });
  cpSync(state.artifacts[values.name ?? ""]?.directory ?? unknown(), values.dir ?? "", {
    recursive: true,
    verbatimSymlinks: true,
  });
} else if (!(noun === "label" && verb === "create") && !(noun === "auth" && verb === "setup-git")) unknown();
