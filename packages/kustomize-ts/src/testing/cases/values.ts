import { type CorpusCase, casesOver } from "../corpus-case.ts";

const RESOURCES = `apiVersion: v1
kind: ConfigMap
metadata:
  name: source
  labels: {role: source}
data:
  host: db.example.com:3306
  port: "3306"
  word: hello
  json: '{"a": {"b": 1, "c": ["x", "y"]}, "d": "<z>"}'
  pretty: |
    {
      "a": {
        "b": 1
      }
    }
  yaml: |
    a:
      b: 1 # one
    list:
    - x
    - name: n
      value: v
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: one
  labels: {role: target}
  annotations: {existing: a-b-c}
spec:
  replicas: 1
  template:
    spec:
      containers:
      - name: web
        image: nginx:1
        env:
        - {name: HOST, value: old}
        - {name: PORT, value: "1"}
      - name: side
        image: side:1
        env:
        - {name: HOST, value: old}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: two
  namespace: other
  labels: {role: other}
spec:
  replicas: 2
  template:
    spec:
      containers:
      - name: web
        image: nginx:1
        env:
        - {name: HOST, value: old}
---
apiVersion: example.com/v1
kind: Thing
metadata:
  name: thing
spec:
  number: 5
  float: 1.50
  flag: true
  map: {x: 1, y: {z: 2}}
  list: [1, two]
  text: word
  none: null
`;

function replacement(source: string, targets: string): string {
  return `resources: [all.yaml]\nreplacements:\n- source: ${source}\n  targets:\n${targets}`;
}

const WORD = "{kind: ConfigMap, name: source, fieldPath: data.word}";

function target(select: string, paths: string, rest = ""): string {
  return `  - select: ${select}\n    fieldPaths: ${paths}\n${rest}`;
}

const HOSTS = "[spec.template.spec.containers.*.env.[name=HOST].value]";

const REPLACEMENTS: Readonly<Record<string, string>> = {
  "by-kind": replacement(WORD, target("{kind: Deployment}", HOSTS)),
  "by-name": replacement(WORD, target("{name: one}", HOSTS)),
  "by-namespace": replacement(WORD, target("{namespace: other}", HOSTS)),
  "by-pattern": replacement(WORD, target("{name: 'one|tw.'}", HOSTS)),
  "by-label": replacement(WORD, target("{labelSelector: role=target}", HOSTS)),
  "by-annotation": replacement(WORD, target("{annotationSelector: existing}", HOSTS)),
  "reject-name": replacement(WORD, target("{kind: Deployment}", HOSTS, "    reject: [{name: two}]\n")),
  "reject-label": replacement(
    WORD,
    target("{kind: Deployment}", HOSTS, "    reject: [{labelSelector: role=other}]\n"),
  ),
  "reject-empty": replacement(WORD, target("{kind: Deployment}", HOSTS, "    reject: [{}]\n")),
  "default-source-path": replacement("{kind: ConfigMap}", target("{kind: Deployment}", HOSTS)),
  "default-target-path": replacement(WORD, "  - select: {kind: Thing}\n"),
  index: replacement(WORD, target("{name: one}", "[spec.template.spec.containers.0.env.1.value]")),
  "index-past-end": replacement(WORD, target("{name: one}", "[spec.template.spec.containers.5.image]")),
  "index-create": replacement(
    WORD,
    target("{name: one}", "[spec.template.spec.containers.0.env.2.name]", "    options: {create: true}\n"),
  ),
  "element-pattern": replacement(
    WORD,
    target("{name: one}", "['spec.template.spec.containers.[name=w.b].image']"),
  ),
  "element-part-of-name": replacement(
    WORD,
    target("{name: one}", "['spec.template.spec.containers.[name=e].image']"),
  ),
  "element-create": replacement(
    WORD,
    target(
      "{name: one}",
      "['spec.template.spec.containers.[name=new].image']",
      "    options: {create: true}\n",
    ),
  ),
  "element-missing": replacement(
    WORD,
    target("{name: one}", "['spec.template.spec.containers.[name=new].image']"),
  ),
  "field-create": replacement(
    WORD,
    target(
      "{name: one}",
      "[spec.a.b.c, 'metadata.annotations.[example.com/x]', metadata.labels.new]",
      "    options: {create: true}\n",
    ),
  ),
  "field-missing": replacement(WORD, target("{name: one}", "[spec.a]")),
  "through-scalar": replacement(WORD, target("{name: one}", "[spec.replicas.x]")),
  "escaped-dot": replacement(
    WORD,
    target("{name: one}", "['metadata.annotations.a\\.b/c']", "    options: {create: true}\n"),
  ),
  "number-to-number": replacement(
    "{kind: Thing, fieldPath: spec.number}",
    target("{kind: Deployment}", "[spec.replicas]"),
  ),
  "number-to-text": replacement("{kind: Thing, fieldPath: spec.number}", target("{name: one}", HOSTS)),
  "float-to-text": replacement("{kind: Thing, fieldPath: spec.float}", target("{name: one}", HOSTS)),
  "flag-to-text": replacement("{kind: Thing, fieldPath: spec.flag}", target("{name: one}", HOSTS)),
  "text-to-number": replacement(
    "{kind: ConfigMap, name: source, fieldPath: data.port}",
    target("{name: one}", "[spec.replicas]"),
  ),
  "word-to-number": replacement(WORD, target("{name: one}", "[spec.replicas]")),
  "map-to-map": replacement("{kind: Thing, fieldPath: spec.map}", target("{name: one}", "[metadata.labels]")),
  "map-to-scalar": replacement(
    "{kind: Thing, fieldPath: spec.map}",
    target("{name: one}", "[spec.replicas]"),
  ),
  "map-create": replacement(
    "{kind: Thing, fieldPath: spec.map}",
    target("{name: one}", "[spec.new]", "    options: {create: true}\n"),
  ),
  "list-to-new": replacement(
    "{kind: Thing, fieldPath: spec.list}",
    target("{name: one}", "[spec.new]", "    options: {create: true}\n"),
  ),
  "null-source": replacement("{kind: Thing, fieldPath: spec.none}", target("{name: one}", "[spec.replicas]")),
  "missing-source-field": replacement(
    "{kind: Thing, fieldPath: spec.nope}",
    target("{name: one}", "[spec.replicas]"),
  ),
  "missing-source": replacement("{kind: Nope}", target("{name: one}", "[spec.replicas]")),
  "ambiguous-source": replacement("{kind: Deployment}", target("{name: one}", "[spec.replicas]")),
  "source-namespace": replacement(
    "{kind: Deployment, namespace: other, fieldPath: spec.replicas}",
    target("{name: one}", "[spec.replicas]"),
  ),
  "source-default-namespace": replacement(
    "{kind: Deployment, namespace: default, fieldPath: spec.replicas}",
    target("{name: two}", "[spec.replicas]"),
  ),
  "source-delimiter": replacement(
    "{kind: ConfigMap, name: source, fieldPath: data.host, options: {delimiter: ':', index: 1}}",
    target("{name: one}", HOSTS),
  ),
  "source-delimiter-default-index": replacement(
    "{kind: ConfigMap, name: source, fieldPath: data.host, options: {delimiter: '.'}}",
    target("{name: one}", HOSTS),
  ),
  "source-delimiter-past-end": replacement(
    "{kind: ConfigMap, name: source, fieldPath: data.host, options: {delimiter: ':', index: 2}}",
    target("{name: one}", HOSTS),
  ),
  "source-delimiter-map": replacement(
    "{kind: Thing, fieldPath: spec.map, options: {delimiter: ':'}}",
    target("{name: one}", HOSTS),
  ),
  "target-delimiter": replacement(
    WORD,
    target("{name: one}", "[metadata.annotations.existing]", "    options: {delimiter: '-', index: 1}\n"),
  ),
  "target-delimiter-prefix": replacement(
    WORD,
    target("{name: one}", "[metadata.annotations.existing]", "    options: {delimiter: '-', index: -1}\n"),
  ),
  "target-delimiter-suffix": replacement(
    WORD,
    target("{name: one}", "[metadata.annotations.existing]", "    options: {delimiter: '-', index: 9}\n"),
  ),
  "target-delimiter-map": replacement(
    WORD,
    target("{name: one}", "[spec.template]", "    options: {delimiter: '-'}\n"),
  ),
  "into-json": replacement(WORD, target("{name: source}", "[data.json.a.b, data.json.d]")),
  "into-json-list": replacement(WORD, target("{name: source}", "[data.json.a.c.1]")),
  "into-pretty-json": replacement(WORD, target("{name: source}", "[data.pretty.a.b]")),
  "into-yaml": replacement(WORD, target("{name: source}", "[data.yaml.a.b]")),
  "into-yaml-list": replacement(WORD, target("{name: source}", "['data.yaml.list.[name=n].value']")),
  "into-json-missing": replacement(WORD, target("{name: source}", "[data.json.nope]")),
  "into-json-create": replacement(
    WORD,
    target("{name: source}", "[data.json.a.new]", "    options: {create: true}\n"),
  ),
  "into-word": replacement(WORD, target("{name: source}", "[data.word.x]")),
  "source-value":
    "resources: [all.yaml]\nreplacements:\n- sourceValue: fixed\n  targets:\n  - select: {name: one}\n    fieldPaths: [metadata.annotations.existing, spec.new]\n    options: {create: true}\n",
  "source-and-value":
    "resources: [all.yaml]\nreplacements:\n- sourceValue: fixed\n  source: {kind: Thing}\n  targets:\n  - select: {name: one}\n",
  "no-source": "resources: [all.yaml]\nreplacements:\n- targets:\n  - select: {name: one}\n",
  "no-targets": `resources: [all.yaml]\nreplacements:\n- source: ${WORD}\n`,
  "no-select": `resources: [all.yaml]\nreplacements:\n- source: ${WORD}\n  targets:\n  - fieldPaths: [a]\n`,
  "no-match": replacement(WORD, target("{name: nobody}", "[spec.nope]")),
  "bad-pattern": replacement(WORD, target("{name: '('}", "[spec.nope]")),
  path: "resources: [all.yaml]\nreplacements:\n- path: one.yaml\n- path: list.yaml\n",
  "path-and-inline": `resources: [all.yaml]\nreplacements:\n- path: one.yaml\n  source: ${WORD}\n`,
  "path-missing": "resources: [all.yaml]\nreplacements:\n- path: nope.yaml\n",
  chain: `resources: [all.yaml]\nreplacements:\n- source: ${WORD}\n  targets:\n  - select: {kind: Thing}\n    fieldPaths: [spec.text]\n- source: {kind: Thing, fieldPath: spec.text}\n  targets:\n  - select: {name: one}\n    fieldPaths: ${HOSTS}\n`,
  "after-prefix": `namePrefix: p-\n${replacement("{kind: ConfigMap, name: source}", target("{kind: Deployment, name: one}", HOSTS))}`,
  "name-target": replacement(WORD, target("{kind: Thing}", "[metadata.name]")),
};

function variable(rest: string): string {
  return `resources: [vars.yaml]\nvars:\n${rest}`;
}

const VARIABLE_RESOURCES = `apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  ports:
  - port: 3306
  clusterIP: 10.0.0.1
---
apiVersion: v1
kind: Service
metadata:
  name: db
  namespace: second
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  annotations: {dotted.key/x: annotated}
data: {flag: "true", word: hello}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations: {note: $(WORD)}
spec:
  replicas: $(PORT)
  template:
    spec:
      containers:
      - name: web
        image: web
        args: [--db=$(DB), $(DB), "$$(DB)", "$(DB", "$(NOPE)", "a $(DB) b $(WORD)"]
        command: [run, "$(PORT)"]
        env:
        - {name: X, value: $(WORD)}
        - {name: Y, value: "$(PORT)"}
        ports:
        - containerPort: 1
---
apiVersion: batch/v1
kind: CronJob
metadata:
  name: cron
spec:
  schedule: $(WORD)
  jobTemplate: {spec: {template: {spec: {containers: [{name: c, args: [$(DB)]}]}}}}
`;

const VARIABLES: Readonly<Record<string, string>> = {
  "default-path": variable("- name: DB\n  objref: {kind: ConfigMap, name: settings, apiVersion: v1}\n"),
  "two-variables": variable(
    "- name: DB\n  objref: {kind: ConfigMap, name: settings, apiVersion: v1}\n  fieldref: {fieldPath: data.word}\n- name: WORD\n  objref: {kind: ConfigMap, name: settings, apiVersion: v1}\n  fieldref: {fieldPath: data.flag}\n",
  ),
  number: variable(
    "- name: PORT\n  objref: {kind: Service, name: db, apiVersion: v1, namespace: default}\n  fieldref: {fieldPath: 'spec.ports[0].port'}\n",
  ),
  "bracketed-key": variable(
    "- name: WORD\n  objref: {kind: ConfigMap, name: settings, version: v1}\n  fieldref: {fieldPath: 'metadata.annotations.[dotted.key/x]'}\n",
  ),
  "ambiguous-objref": variable("- name: DB\n  objref: {kind: Service, name: db, apiVersion: v1}\n"),
  "missing-objref": variable("- name: DB\n  objref: {kind: Service, name: nope, apiVersion: v1}\n"),
  "missing-field": variable(
    "- name: DB\n  objref: {kind: ConfigMap, name: settings, apiVersion: v1}\n  fieldref: {fieldPath: data.nope}\n",
  ),
  "defined-twice": variable(
    "- name: DB\n  objref: {kind: ConfigMap, name: settings, apiVersion: v1}\n- name: DB\n  objref: {kind: ConfigMap, name: settings, apiVersion: v1}\n",
  ),
  unused: variable("- name: UNUSED\n  objref: {kind: ConfigMap, name: settings, apiVersion: v1}\n"),
  "whole-map": variable(
    "- name: DB\n  objref: {kind: ConfigMap, name: settings, apiVersion: v1}\n  fieldref: {fieldPath: data}\n",
  ),
  "with-prefix": `namePrefix: p-\n${variable("- name: DB\n  objref: {kind: ConfigMap, name: settings, apiVersion: v1}\n")}`,
};

/** Replacements and variables: sources, targets, delimiters, creation, values inside JSON and YAML texts. */
export const VALUE_CASES: readonly CorpusCase[] = [
  ...casesOver(
    "replacements",
    {
      "all.yaml": RESOURCES,
      "one.yaml": `source: ${WORD}\ntargets:\n- select: {name: one}\n  fieldPaths: ${HOSTS}\n`,
      "list.yaml":
        "- source: {kind: Thing, fieldPath: spec.number}\n  targets:\n  - select: {name: one}\n    fieldPaths: [spec.replicas]\n",
    },
    REPLACEMENTS,
  ),
  ...casesOver("variables", { "vars.yaml": VARIABLE_RESOURCES }, VARIABLES),
];
