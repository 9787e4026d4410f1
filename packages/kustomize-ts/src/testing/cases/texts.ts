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

const PROMETHEUS = `# my global config
global:
  scrape_interval: 15s # Set the scrape interval to every 15 seconds. Default is every 1 minute.
  # scrape_timeout is set to the global default (10s).

# Alertmanager configuration
alerting:
  alertmanagers:
    - static_configs:
        - targets:
          # - alertmanager:9093

# Load rules once.
rule_files:
  # - "first_rules.yml"
  # - "second_rules.yml"

# A scrape configuration containing exactly one endpoint to scrape:
# Here it's Prometheus itself.
scrape_configs:
  # The job name is added as a label to any timeseries scraped from this config.
  - job_name: "prometheus"

    # metrics_path defaults to '/metrics'
    static_configs:
      - targets: ["localhost:9090"]
`;
const VALUES = `# Default values for chart.
replicaCount: 1

image:
  repository: nginx
  # Overrides the image tag.
  tag: ""

imagePullSecrets: []
nameOverride: ""

podAnnotations: {}

podSecurityContext: {}
  # fsGroup: 2000

securityContext: {}
  # capabilities:
  #   drop:
  #   - ALL
  # runAsUser: 1000

ingress:
  enabled: false
  annotations: {}
    # kubernetes.io/ingress.class: nginx
  hosts:
    - host: chart.local
      paths: []
  tls: []
  #  - secretName: chart-tls
  #    hosts:
  #      - chart.local

resources: {}
  # limits:
  #   cpu: 100m

nodeSelector: {}
`;

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
  "folded-text": { text: "a: >\n  one\n  two\n\n  three\n\nb: x\nc: >-\n  y\n", path: "b" },
  "folded-text-at-the-end": { text: "b: x\na: >\n  one\n  two\n# end\n", path: "b" },
  "folded-text-replaced": { text: "a: >-\n  one\n  two\nb: x\n", path: "a", value: "x\ny\n\n z\n" },
  "folded-text-beside-spaces": { text: "a: >\n  one\n    more\n  two\nb: x\n", path: "b" },
  "kept-line-breaks": { text: "a: |+ # c\n  one\n\n\nb: x\n", path: "b" },
  "block-text-with-a-tab": { text: "a: |\n  one\ttwo\nb: x\n", path: "b" },
  "block-text-with-a-space-at-the-end": { text: "a: |\n  one \n  two\nb: x\n", path: "b" },
  "block-text-with-a-smile": { text: 'a: |\n  \u{1f600}\nb: "\u{1f600}"\nc: \u{1f600}\n', path: "b" },
  "quoted-on-several-lines": { text: "a: 'one\n  two\n\n  three'\nb: \"x\n  y\"\nc: z\n  w\n", path: "b" },
  "lines-into-single-quotes": { text: "a: 'x'\n", path: "a", value: "one\n\ntwo\n" },
  "lines-into-plain": { text: "a: x\nb: y\n", path: "a", value: "one\ntwo\n" },
  "control-characters": { text: 'a: "\\0\\x07\\e\\u2028"\nb: x\n', path: "b" },
  "tagged-value": { text: "a: !!str x\nb: !!int 5\n", path: "a", value: "7" },
  "comment-behind-a-dash": { text: "a:\n  - # first\n    b: x\n  # second\n  - b: y\n", path: "a.0.b" },
  "comment-that-ends-a-map": {
    text: "a:\n  b: x\n  # c: y\n\nd:\n  e: z\n  # f: w\n# g\nh: 1\n",
    path: "a.b",
  },
  "comment-that-ends-a-list": { text: "a:\n    - x\n    # - y\nb:\n- z\n# - w\n\nc: 1\n", path: "a.0" },
  "comments-at-the-end-of-all": { text: "a:\n  b:\n    c: x\n    # d\n  # e\n\n# f\n", path: "a.b.c" },
  "comment-below-nothing": { text: "a: x\nb: # why\n# next\nc:\n\n# end\n", path: "a" },
  "comment-that-ends-one-line": { text: "a: 'x'\n# end\n", path: "a" },
  "comment-between-empty-lines": { text: "a: x\n\n# b\n\n\n# c\n\nd: 1\n# e\n\nf: 2\n", path: "a" },
  "comments-in-a-flow-list": {
    text: "a: x\nl: [\n  # one\n  b, # two\n\n  # three\n  c # four\n]\n",
    path: "a",
  },
  "comments-in-a-flow-map": {
    text: "a: x\nm: {b: 1, # two\n  # three\n  c: [d, # four\n e]}\nz: 1\n",
    path: "a",
  },
  "comments-at-the-ends-of-a-flow-list": { text: "a: x\nl: [ # lost\n  b,\n  # last\n]\n", path: "a" },
  "comment-behind-flow-in-flow": {
    text: "a: x\nl: [\n  [b, c], # one\n  {d: e}, # two\n  f\n]\n",
    path: "a",
  },
  "comments-that-end-flow-in-flow": {
    text: "a: x\nl: [b, {c: d, # one\n  }, # two\n  [e # three\n  ], # four\n]\n",
    path: "a",
  },
  "alias-replaced": { text: "a: &x 1\nc: *x\n", path: "c" },
  "path-through-an-alias": { text: "a: &x\n  b: 1\nc: *x\n", path: "c.b" },
  "path-through-a-merge-key": { text: "a: &x\n  b: 1\nc:\n  <<: *x\n  d: 2\n", path: "c.b" },
  "beside-a-merge-key": { text: "a: &x\n  b: 1\nc:\n  <<: *x\n  d: 2\n", path: "c.d" },
  "quoted-merge-key": { text: '"<<": x\na: y\n', path: "a" },
  "key-twice": { text: "a: x\na: y\nb: 1\n", path: "a" },
  "key-over-lines-in-brackets": { text: 'a: x\nm: {"b"\n  : 1}\n', path: "a" },
  "json-with-comments": { text: '{"a": 1, // why\n"b": 2}\n', path: "a" },
  "nothing-into-a-number-of-json": { text: '{"a": {"b": 1}}', path: "a.b", value: "" },
  "nothing-into-a-text-of-json": { text: '{"a": {"b": "c"}}', path: "a.b", value: "" },
  "created-below-a-null": { text: "a: ~\nb: 1\n", path: "a.c", create: true },
  "created-below-nothing": { text: "a:\nb: 1\n", path: "a.c", create: true },
  "default-prometheus": { text: PROMETHEUS, path: "global.scrape_interval" },
  "helm-values": { text: VALUES, path: "image.tag" },
  "windows-line-ends": { text: "a: x\r\n# c\r\n\r\nb: |\r\n  y\r\n# end\r\n", path: "a" },
  "old-line-ends": { text: "a: x\rb: y\r", path: "a" },
  "list-with-an-anchor": {
    text: "a: x\nk: &x\n  - 1\n  - b: 2\n    c:\n    - 3\nl: !!seq\n- 1\n",
    path: "a",
  },
  "block-that-ends-all": { text: "a: x\nk: |\n  y\n  # c", path: "a" },
  "commented-flow-with-an-anchor": {
    text: "l: &l [a, # one\n  !!str b, &c c, # two\n]\nm: *l\n",
    path: "l.0",
  },
  directive: { text: "%YAML 1.1\n---\na: b\n...\n", path: "a" },
  "wide-indentation": {
    text: "g:\n    every: 15s # how often\n\n# rules\nrules:\n    - a.yml\n    # - b.yml\n\njobs:\n    # own\n    - name: a\n      to:\n          - x\n\n    - name: b\n",
    path: "g.every",
  },
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

function replacedCase(name: string, { text, path, value = "NEW", create = false }: Replaced): CorpusCase {
  return {
    name: `texts/${name}`,
    files: {
      "kustomization.yaml": `resources: [r.yaml]\nreplacements:\n- sourceValue: ${JSON.stringify(value)}\n  targets:\n  - select: {kind: ConfigMap}\n    fieldPaths: ['data.file\\.yaml.${path}']\n    options: {create: ${create}}\n`,
      "r.yaml": `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  file.yaml: ${JSON.stringify(text)}\n`,
    },
  };
}

/** Comments below a value that ends on its line, by how far in they stand and by the empty lines around them. */
const BELOW: readonly CorpusCase[] = ["1", "'q'", "{}", "[b] # l", "|\n  x", ""].flatMap((value) =>
  ["# c\n", "\n# c\n", "  # c\n", "\n  # c\n  # d\n", "# c\n\n", "  # c\n\n"].flatMap((comments) =>
    ["", "z: 1\n"].map((first) => {
      const above = `${first}a: ${value}\n${comments}`;
      return replacedCase(`below ${JSON.stringify(above)}`, { text: `${above}t: x\n`, path: "t" });
    }),
  ),
);

const SPEC = "{map: {x: 1, y: {z: [2]}}, list: [{n: 1}], text: t}";
const OLD = "a:\n  b: 1\nl:\n- n: 0\n  v: w\nm: {}\ns: x\n";

/** Maps and lists put into a text, where there are others. */
const COLLECTIONS: readonly CorpusCase[] = ["map", "list", "text"].flatMap((source) =>
  ["a", "l", "m", "s", "l.0", "a.b"].map((path) => ({
    name: `texts/${source}-into-${path}`,
    files: {
      "kustomization.yaml": `resources: [r.yaml]\nreplacements:\n- source: {kind: Thing, fieldPath: spec.${source}}\n  targets:\n  - select: {kind: ConfigMap}\n    fieldPaths: [data.text.${path}]\n`,
      "r.yaml": `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  text: ${JSON.stringify(OLD)}\n---\napiVersion: example.com/v1\nkind: Thing\nmetadata: {name: a}\nspec: ${SPEC}\n`,
    },
  })),
);

const SCALARS = Object.entries(REPLACED).map(([name, replaced]) => replacedCase(name, replaced));

/** Values replaced inside the text of a field. */
export const TEXT_CASES: readonly CorpusCase[] = [...SCALARS, ...COLLECTIONS, ...BELOW];
