import type { CorpusCase } from "../corpus-case.ts";

interface Replaced {
  readonly text: string;
  /** Path in the text. */
  readonly path: string;
  readonly value?: string;
  readonly create?: boolean;
}

const SERVER = "server:\n  port: 8080\n  host: localhost\nlog: info\n";
const COMMENTS =
  "# top\nserver:\n  # inner\n  port: 8080 # trailing\n  host: localhost\nlist: # of all\n  - x # first\n  # before\n  - y\nmap: # behind\n  k: v\n";
const FLOW = "a: {b: c, d: [1, 2]}\ne: []\nf: {}\ng: ['x', \"y\"]\n";
const QUOTES = 'a: \'x\'\nb: "y"\nc: "it\'s"\nd: \'say "hi"\'\ne: \'\'\nf: "tab\\t"\n';
const PAGES =
  "global:\n  every: 15s\njobs:\n  - name: a\n    targets: ['localhost:9090', \"b\"]\n  - name: b\n";

/** YAML and JSON in the text of a ConfigMap, with a value replaced inside of it. */
const REPLACED: Readonly<Record<string, Replaced>> = {
  plain: { text: SERVER, path: "server.host" },
  "number-by-text": { text: SERVER, path: "server.port" },
  "number-by-number": { text: SERVER, path: "server.port", value: "12" },
  "needs-quotes": { text: SERVER, path: "server.host", value: "a: b" },
  "begins-like-a-comment": { text: SERVER, path: "server.host", value: "# c" },
  "begins-with-a-space": { text: SERVER, path: "log", value: " lead" },
  "reads-as-a-flag": { text: SERVER, path: "log", value: "true" },
  "reads-as-null": { text: SERVER, path: "log", value: "null" },
  "reads-as-a-date": { text: SERVER, path: "log", value: "2001-01-01" },
  "with-an-apostrophe": { text: SERVER, path: "log", value: "it's" },
  comments: { text: COMMENTS, path: "server.host" },
  "comment-behind-a-list": { text: COMMENTS, path: "list.0" },
  "comment-behind-a-map": { text: COMMENTS, path: "map.k" },
  "comment-at-the-end": { text: `${SERVER}# end\n`, path: "log" },
  "comment-at-the-end-behind-a-gap": { text: `${SERVER}\n# end\n# really\n`, path: "log" },
  "flow-map": { text: FLOW, path: "a.b" },
  "flow-list": { text: FLOW, path: "g.0" },
  "single-quotes": { text: QUOTES, path: "a" },
  "double-quotes": { text: QUOTES, path: "b" },
  "empty-text": { text: QUOTES, path: "e" },
  "list-by-index": { text: PAGES, path: "jobs.0.targets.0" },
  "list-by-name": { text: PAGES, path: "jobs.[name=b].name" },
  "empty-lines": { text: "a: 1\n\nb: x\n\n\nc:\n\n  d: y\n", path: "c.d" },
  "deep-indentation": { text: "a:\n    b:\n        c: d\n    e:\n        - f\n", path: "a.b.c" },
  "lists-of-lists": { text: "a:\n  - - x\n    - y\n  - - z\nb: w\n", path: "a.0.1" },
  "block-text": { text: "a: |\n  one\n  two\nb: x\n", path: "b" },
  "block-text-replaced": { text: "a: |\n  one\n  two\nb: x\n", path: "a" },
  anchors: { text: "x: &d\n  a: one\ny:\n  <<: *d\n  b: two\nz: *d\n", path: "y.b" },
  "document-marker": { text: "---\na: b\nc: d\n", path: "a" },
  "second-document": { text: "a: b\n---\nc: d\n", path: "a" },
  "map-by-text": { text: "a:\n  b: c\nd: e\n", path: "a" },
  "odd-keys": { text: "\"quoted key\": 1\n'single': two\n123: 4\na.b: 5\n", path: "single" },
  "created-key": { text: SERVER, path: "server.new", create: true },
  "created-path": { text: SERVER, path: "x.y.z", create: true },
  "created-list": { text: SERVER, path: "server.all.0", create: true },
  "not-created": { text: SERVER, path: "server.new" },
  "no-yaml": { text: "a=b\nc=d\n", path: "a" },
  json: { text: '{"a": {"b": "c", "d": [1, 2.5, true, null]}, "e": "<&>"}', path: "a.b" },
  "json-in-lines": { text: '{\n  "a": {\n    "b": "c"\n  },\n  "z": 1\n}\n', path: "z" },
  "json-created": { text: '{"a": {}}', path: "a.b.c", create: true },
};

/** Values replaced inside the text of a field. */
export const TEXT_CASES: readonly CorpusCase[] = Object.entries(REPLACED).map(
  ([name, { text, path, value = "NEW", create = false }]) => ({
    name: `texts/${name}`,
    files: {
      "kustomization.yaml": `resources: [r.yaml]\nreplacements:\n- sourceValue: ${JSON.stringify(value)}\n  targets:\n  - select: {kind: ConfigMap}\n    fieldPaths: ['data.file\\.yaml.${path}']\n    options: {create: ${create}}\n`,
      "r.yaml": `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  file.yaml: ${JSON.stringify(text)}\n`,
    },
  }),
);
