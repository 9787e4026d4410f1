/** Plain data that any YAML emitter takes. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** The objects of one cluster as an operator makes them: what a YAML emitter for Kubernetes mostly sees. */
function clusterManifests(index: number): readonly Json[] {
  const name = `cluster-${index}`;
  const labels = { "app.kubernetes.io/name": "mysql", "app.kubernetes.io/instance": name };
  const metadata = (suffix: string): Json => ({ name: `${name}${suffix}`, namespace: "mysql-prod", labels });
  const probe = (seconds: number): Json => ({
    exec: { command: ["/bin/bash", "-c", "exec /scripts/ready.sh --socket /run/mysqld/mysqld.sock"] },
    periodSeconds: seconds,
    failureThreshold: 3,
  });
  return [
    {
      apiVersion: "apps/v1",
      kind: "StatefulSet",
      metadata: metadata(""),
      spec: {
        replicas: 3,
        serviceName: `${name}-members`,
        podManagementPolicy: "Parallel",
        updateStrategy: { type: "OnDelete" },
        selector: { matchLabels: labels },
        template: {
          metadata: {
            labels,
            annotations: { "example.com/revision": `${index}`, "example.com/checked": "yes" },
          },
          spec: {
            terminationGracePeriodSeconds: 90,
            securityContext: { runAsNonRoot: true, runAsUser: 999, fsGroup: 999 },
            containers: [
              {
                name: "mysql",
                image: "docker.io/library/mysql:9.7.4",
                ports: [{ name: "mysql", containerPort: 3306, protocol: "TCP" }],
                env: [{ name: "POD_NAME", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } }],
                readinessProbe: probe(5),
                livenessProbe: probe(20),
                resources: { requests: { cpu: "500m", memory: "2Gi" }, limits: { memory: "4Gi" } },
                volumeMounts: [{ name: "data", mountPath: "/var/lib/mysql" }],
              },
            ],
          },
        },
        volumeClaimTemplates: [
          {
            metadata: { name: "data" },
            spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "200Gi" } } },
          },
        ],
      },
    },
    ...["members", "primary", "secondaries"].map(
      (role): Json => ({
        apiVersion: "v1",
        kind: "Service",
        metadata: metadata(`-${role}`),
        spec: {
          ...(role === "members" ? { clusterIP: "None", publishNotReadyAddresses: true } : {}),
          selector: { ...labels, "mysql.oracle.com/role": role },
          ports: [{ name: "mysql", port: 3306, targetPort: "mysql" }],
        },
      }),
    ),
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: metadata("-config"),
      data: {
        "my.cnf": `[mysqld]\nmax_connections = ${500 + index}\nsuper_read_only = ON\n# loaded at start\n`,
        "server-id": `${1000 + index}`,
      },
    },
    {
      apiVersion: "policy/v1",
      kind: "PodDisruptionBudget",
      metadata: metadata(""),
      spec: { maxUnavailable: 1, selector: { matchLabels: labels } },
    },
  ];
}

/** The objects of some clusters, six each. */
export function manifests(clusters: number): readonly Json[] {
  return Array.from({ length: clusters }, (_, index) => clusterManifests(index)).flat();
}
