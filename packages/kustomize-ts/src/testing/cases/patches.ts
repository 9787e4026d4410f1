import { type CorpusCase, casesOver } from "../corpus-case.ts";

const WORKLOADS = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: {app: web, tier: front}
  annotations: {note: one}
spec:
  replicas: 2
  strategy:
    type: RollingUpdate
    rollingUpdate: {maxSurge: 1}
  template:
    spec:
      containers:
      - name: web
        image: nginx:1
        command: [run, --fast]
        env:
        - {name: A, value: "1"}
        - {name: B, value: "2"}
        ports:
        - containerPort: 80
          protocol: TCP
        - containerPort: 80
          protocol: UDP
        - containerPort: 443
        volumeMounts:
        - {name: data, mountPath: /data}
        - {name: tmp, mountPath: /tmp}
      - name: side
        image: side:1
      tolerations:
      - key: a
        operator: Exists
      imagePullSecrets:
      - name: pull
      volumes:
      - name: data
        emptyDir: {}
      - name: tmp
        emptyDir: {medium: Memory}
---
apiVersion: v1
kind: Service
metadata:
  name: web
  finalizers: [a.example.com/x, b.example.com/y]
spec:
  ports:
  - {name: http, port: 80}
  - {name: https, port: 443}
  selector: {app: web}
---
apiVersion: example.com/v1
kind: Thing
metadata:
  name: thing
  labels: {app: thing}
spec:
  list:
  - name: a
    value: 1
  - name: b
    value: 2
  quoted: "3"
  number: 4
  text: word
  empty:
  explicit: null
  nested: {x: {y: {z: 1}}}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data: {a: "1", b: two}
`;

function deployment(body: string): string {
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n${body}`;
}

function container(body: string): string {
  return deployment(`spec:\n  template:\n    spec:\n      containers:\n      - name: web\n${body}`);
}

function pod(body: string): string {
  return deployment(`spec:\n  template:\n    spec:\n${body}`);
}

function thing(body: string): string {
  return `apiVersion: example.com/v1\nkind: Thing\nmetadata:\n  name: thing\n${body}`;
}

function indented(text: string): string {
  return text
    .split("\n")
    .map((line) => (line === "" ? "" : `    ${line}`))
    .join("\n");
}

function inline(patch: string, rest = ""): string {
  return `resources:\n- all.yaml\npatches:\n- patch: |-\n${indented(patch.trimEnd())}\n${rest}`;
}

function json(operations: string, target = "    kind: Deployment\n    name: web\n"): string {
  return inline(operations, `  target:\n${target}`);
}

const MERGES: Readonly<Record<string, string>> = {
  scalar: inline(deployment("spec:\n  replicas: 5\n")),
  "add-container": inline(pod("      containers:\n      - name: new\n        image: new:1\n")),
  "change-container": inline(container("        image: nginx:2\n        args: [x]\n")),
  "delete-container": inline(pod("      containers:\n      - name: side\n        $patch: delete\n")),
  "replace-container": inline(
    pod("      containers:\n      - name: web\n        image: other:1\n        $patch: replace\n"),
  ),
  "replace-containers": inline(
    pod("      containers:\n      - $patch: replace\n      - name: only\n        image: only:1\n"),
  ),
  "delete-containers": inline(pod("      containers:\n      - $patch: delete\n")),
  "merge-directive": inline(
    pod("      $patch: merge\n      containers:\n      - name: web\n        image: m:1\n"),
  ),
  "unknown-directive": inline(pod("      $patch: bogus\n      hostNetwork: true\n")),
  "delete-resource": inline(deployment("$patch: delete\n")),
  "replace-all": inline(`$patch: replace\n${deployment("spec: {replicas: 9}\n")}`),
  "merge-all": inline(`$patch: merge\n${deployment("spec: {replicas: 9}\n")}`),
  "replace-map": inline(deployment("spec:\n  strategy:\n    $patch: replace\n    type: Recreate\n")),
  "delete-map": inline(deployment("spec:\n  strategy:\n    $patch: delete\n")),
  "null-field": inline(deployment("spec:\n  strategy: null\n  replicas:\n")),
  "null-annotation": inline(
    deployment("").replace(
      "name: web\n",
      "name: web\n      annotations:\n        note: null\n        other: x\n",
    ),
  ),
  "retain-keys": inline(deployment("spec:\n  strategy:\n    $retainKeys: [type]\n    type: Recreate\n")),
  "set-element-order": inline(
    pod(
      "      $setElementOrder/containers:\n      - name: side\n      - name: web\n      containers:\n      - name: side\n        image: side:2\n",
    ),
  ),
  "delete-from-primitive-list": inline(
    "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  $deleteFromPrimitiveList/finalizers: [a.example.com/x]\n",
  ),
  "primitive-list": inline(
    "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  finalizers: [c.example.com/z, a.example.com/x]\n",
  ),
  env: inline(
    container(
      "        env:\n        - name: B\n          value: three\n        - name: C\n          value: yes\n",
    ),
  ),
  "ports-two-keys": inline(
    container(
      "        ports:\n        - containerPort: 80\n          protocol: UDP\n          name: dns\n        - containerPort: 8080\n",
    ),
  ),
  "ports-one-key": inline(container("        ports:\n        - containerPort: 443\n          name: tls\n")),
  "service-ports": inline(
    "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports:\n  - port: 80\n    targetPort: 8080\n  - port: 9090\n    name: metrics\n",
  ),
  "volume-mounts": inline(
    container(
      "        volumeMounts:\n        - mountPath: /data\n          readOnly: true\n        - mountPath: /new\n          name: new\n",
    ),
  ),
  volumes: inline(
    pod(
      "      volumes:\n      - name: data\n        emptyDir: null\n        persistentVolumeClaim: {claimName: x}\n      - name: more\n        emptyDir: {}\n",
    ),
  ),
  tolerations: inline(pod("      tolerations:\n      - key: b\n        operator: Exists\n")),
  "pull-secrets": inline(pod("      imagePullSecrets:\n      - name: second\n")),
  command: inline(container("        command: [other]\n")),
  "missing-merge-key": inline(pod("      containers:\n      - image: nameless:1\n")),
  "empty-list": inline(pod("      containers: []\n")),
  "custom-list": inline(thing("spec:\n  list:\n  - name: c\n    value: 3\n")),
  "custom-null": inline(thing("spec:\n  text: null\n  nested:\n    x:\n      y: null\n")),
  "custom-untouched-nulls": inline(thing("spec:\n  number: 5\n")),
  "quoted-keeps-quotes": inline(thing('spec:\n  quoted: 5\n  text: 6\n  number: "7"\n')),
  "custom-add-null-map": inline(thing("spec:\n  fresh: {a: null, b: 1, c: {d: null}}\n")),
  "custom-delete-in-new-map": inline(
    thing("spec:\n  fresh:\n    gone: {$patch: delete, a: 1}\n    kept: 1\n"),
  ),
  "map-over-scalar": inline(thing("spec:\n  text: {a: 1}\n")),
  "scalar-over-map": inline(thing("spec:\n  nested: 1\n")),
  "list-over-map": inline(thing("spec:\n  nested: [1]\n")),
  "two-documents": inline(`${deployment("spec:\n  replicas: 3\n")}---\n${thing("spec:\n  number: 9\n")}`),
  "change-name-refused": inline(
    deployment("").replace("name: web\n", "name: web\n      namespace: elsewhere\n"),
  ),
  "wrong-name": inline(deployment("spec: {replicas: 3}\n").replaceAll("name: web", "name: wed")),
  "wrong-version": inline(deployment("spec: {replicas: 3}\n").replace("apps/v1", "apps/v1beta1")),
  "no-patch": "resources: [all.yaml]\npatches:\n- target: {kind: Deployment}\n",
  "path-and-patch": "resources: [all.yaml]\npatches:\n- path: x.yaml\n  patch: 'a: b'\n",
  "missing-file": "resources: [all.yaml]\npatches:\n- path: x.yaml\n",
  "not-yaml": "resources: [all.yaml]\npatches:\n- patch: 'a: ['\n",
  "empty-patch": "resources: [all.yaml]\npatches:\n- patch: '# nothing'\n",
  "target-any-name": inline(
    deployment("spec:\n  replicas: 9\n").replaceAll("name: web", "name: not-important"),
    "  target: {kind: Deployment}\n",
  ),
  "target-null-annotation": inline(
    deployment("").replace(
      "name: web\n",
      "name: web\n      annotations: {note: null}\n      labels: {tier: null, n: 1}\n",
    ),
    "  target: {kind: Deployment}\n",
  ),
  "target-several-patches": inline(
    `${deployment("spec: {replicas: 3}\n")}---\n${thing("spec: {number: 1}\n")}`,
    "  target: {kind: Deployment}\n",
  ),
  "target-none": inline(deployment("spec: {replicas: 9}\n"), "  target: {kind: Nothing}\n"),
  "target-delete": inline(deployment("$patch: delete\n"), "  target: {kind: Deployment|Service}\n"),
  "allow-name-change": inline(
    deployment("").replaceAll("name: web", "name: renamed"),
    "  target: {kind: Deployment}\n  options: {allowNameChange: true}\n",
  ),
  "allow-kind-change": inline(
    deployment("").replaceAll("kind: Deployment", "kind: ReplicaSet"),
    "  target: {kind: Deployment}\n  options: {allowKindChange: true}\n",
  ),
  "allow-both": inline(
    "apiVersion: apps/v1\nkind: DaemonSet\nmetadata:\n  name: other\n",
    "  target: {kind: Deployment}\n  options: {allowKindChange: true, allowNameChange: true}\n",
  ),
  "deprecated-inline": `resources: [all.yaml]\npatchesStrategicMerge:\n- |-\n${indented(deployment("spec: {replicas: 4}\n"))}\n`,
  "deprecated-path": "resources: [all.yaml]\npatchesStrategicMerge:\n- patch.yaml\n",
  "deprecated-missing": "resources: [all.yaml]\npatchesStrategicMerge:\n- nope.yaml\n",
  path: "resources: [all.yaml]\npatches:\n- path: patch.yaml\n",
  "path-json": "resources: [all.yaml]\npatches:\n- path: operations.json\n  target: {kind: Deployment}\n",
  "path-json-yaml":
    "resources: [all.yaml]\npatches:\n- path: operations.yaml\n  target: {kind: Deployment}\n",
  "json6902-path":
    "resources: [all.yaml]\npatchesJson6902:\n- path: operations.yaml\n  target: {version: v1, group: apps, kind: Deployment, name: web}\n",
  "json6902-no-name":
    "resources: [all.yaml]\npatchesJson6902:\n- path: operations.yaml\n  target: {kind: Deployment}\n",
  "json6902-inline":
    'resources: [all.yaml]\npatchesJson6902:\n- patch: \'[{"op": "remove", "path": "/spec/replicas"}]\'\n  target: {kind: Deployment, name: web}\n',
};

const JSON_PATCHES: Readonly<Record<string, string>> = {
  "json-add": json("- {op: add, path: /spec/paused, value: true}\n"),
  "json-add-list-end": json(
    "- {op: add, path: /spec/template/spec/containers/-, value: {name: z, image: 'z:1'}}\n",
  ),
  "json-add-list-index": json(
    "- {op: add, path: /spec/template/spec/containers/1, value: {name: z, image: 'z:1'}}\n",
  ),
  "json-add-list-past-end": json("- {op: add, path: /spec/template/spec/containers/7, value: {name: z}}\n"),
  "json-add-negative-index": json("- {op: add, path: /spec/template/spec/containers/-1, value: {name: z}}\n"),
  "json-add-nested-missing": json("- {op: add, path: /spec/a/b, value: 1}\n"),
  "json-remove": json("- {op: remove, path: /spec/replicas}\n"),
  "json-remove-missing": json("- {op: remove, path: /spec/nothing}\n"),
  "json-remove-index": json("- {op: remove, path: /spec/template/spec/containers/0/env/0}\n"),
  "json-replace": json("- {op: replace, path: /spec/replicas, value: 1000000}\n"),
  "json-replace-missing": json("- {op: replace, path: /spec/nothing, value: 1}\n"),
  "json-replace-index": json("- {op: replace, path: /spec/template/spec/containers/1, value: {name: y}}\n"),
  "json-move": json("- {op: move, from: /spec/replicas, path: /spec/minReadySeconds}\n"),
  "json-copy": json(
    "- {op: copy, from: /spec/template, path: /spec/copy}\n- {op: replace, path: /spec/copy/spec/containers/0/name, value: copied}\n",
  ),
  "json-test": json(
    "- {op: test, path: /spec/replicas, value: 2}\n- {op: replace, path: /spec/replicas, value: 3}\n",
  ),
  "json-test-fails": json("- {op: test, path: /spec/replicas, value: 3}\n"),
  "json-escapes": json(
    "- {op: add, path: /metadata/annotations/example.com~1key, value: 'a'}\n- {op: add, path: /metadata/annotations/til~0de, value: 'b'}\n",
  ),
  "json-unknown-op": json("- {op: change, path: /spec/replicas, value: 3}\n"),
  "json-no-path": json("- {op: add, value: 3}\n"),
  "json-no-value": json("- {op: add, path: /spec/x}\n"),
  "json-null-value": json("- {op: add, path: /spec/x, value: null}\n"),
  "json-name": json("- {op: replace, path: /metadata/name, value: other}\n"),
  "json-kind": json("- {op: replace, path: /kind, value: ReplicaSet}\n"),
  "json-types": json(
    "- {op: add, path: /metadata/annotations/n, value: 1.5}\n- {op: add, path: /spec/f, value: 0.1}\n- {op: add, path: /spec/s, value: '1'}\n- {op: add, path: /spec/b, value: yes}\n- {op: add, path: /spec/t, value: 2001-01-01}\n",
  ),
  "json-strict": json('[{"op": "add", "path": "/spec/x", "value": {"a": [1, "b", null, 1e3]}}]\n'),
  "json-not-strict": json("[{op: add, path: /spec/x, value: 1}]\n"),
  "json-no-target": inline("- {op: remove, path: /spec/replicas}\n"),
  "json-all-kinds": json('- {op: add, path: /metadata/labels, value: {all: "true"}}\n', "    version: v1\n"),
  "json-whole-document": json(
    "- {op: replace, path: '', value: {apiVersion: v1, kind: Pod, metadata: {name: p}}}\n",
  ),
  "json-then-merge": `${json("- {op: add, path: /spec/paused, value: 'true'}\n")}- patch: |-\n${indented(deployment("spec: {paused: 3, replicas: 1}\n").trimEnd())}\n`,
  "json-long-string": json(
    `- {op: add, path: /metadata/annotations/long, value: '${"long words ".repeat(20)}'}\n- {op: add, path: /metadata/annotations/lines, value: "a\\nb\\n"}\n`,
  ),
};

const TARGETS: Readonly<Record<string, string>> = {
  "by-group": "group: apps",
  "by-group-pattern": "group: 'ap.*'",
  "by-version": "version: v1",
  "by-kind-pattern": "kind: Dep.*|Thi..",
  "kind-is-anchored": "kind: Deploy",
  "by-name-pattern": "name: '(web|thing)'",
  "by-namespace": "namespace: default",
  "by-label": "labelSelector: app=web",
  "by-label-in": "labelSelector: app in (web, other)",
  "by-label-notin": "labelSelector: app notin (web)",
  "by-label-exists": "labelSelector: tier",
  "by-label-missing": "labelSelector: '!tier'",
  "by-label-not-equal": "labelSelector: app!=web",
  "by-label-two": "labelSelector: 'app=web,tier=front'",
  "by-label-double-equals": "labelSelector: app==thing",
  "by-label-invalid": "labelSelector: 'app='",
  "by-label-broken": "labelSelector: 'app in web'",
  "by-annotation": "annotationSelector: note=one",
  "by-annotation-and-kind": "annotationSelector: note\n    kind: Deployment",
  "bad-pattern": "name: '('",
  "backreference-pattern": "name: '(a)\\1'",
  "lookahead-pattern": "name: '(?=w)web'",
  "case-insensitive-pattern": "name: '(?i)WEB'",
  "posix-class-pattern": "name: '[[:alpha:]]+'",
  everything: "kind: ''",
};

/** Patches of both kinds, inline and from files, and every way to choose their targets. */
export const PATCH_CASES: readonly CorpusCase[] = [
  ...casesOver(
    "patches",
    {
      "all.yaml": WORKLOADS,
      "patch.yaml": deployment("spec: {replicas: 8}\n"),
      "operations.yaml": "- op: replace\n  path: /spec/replicas\n  value: 6\n",
      "operations.json": '[\n  {"op": "replace", "path": "/spec/replicas", "value": 6}\n]\n',
    },
    { ...MERGES, ...JSON_PATCHES },
  ),
  ...casesOver(
    "targets",
    { "all.yaml": WORKLOADS },
    Object.fromEntries(
      Object.entries(TARGETS).map(([name, target]) => [
        name,
        `resources:\n- all.yaml\npatches:\n- patch: '[{"op": "add", "path": "/metadata/annotations", "value": {"hit": "1"}}]'\n  target:\n    ${target}\n`,
      ]),
    ),
  ),
];
