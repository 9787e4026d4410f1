/** One resource of every kind that a transformer treats in its own way, referring to each other by name. */
export const ZOO = `apiVersion: v1
kind: Namespace
metadata:
  name: shop
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
  labels:
    tier: front
spec:
  replicas: 1
  selector:
    matchLabels:
      run: web
  template:
    metadata:
      labels:
        run: web
    spec:
      serviceAccountName: runner
      initContainers:
      - name: init
        image: docker.io/library/busybox
      containers:
      - name: web
        image: nginx:1.27
        args:
        - --db=$(DB)
        env:
        - name: MODE
          valueFrom:
            configMapKeyRef:
              name: settings
              key: mode
        envFrom:
        - secretRef:
            name: keys
        ports:
        - containerPort: 80
        - containerPort: 443
          protocol: UDP
      - name: sidecar
        image: registry.example.com:5000/team/side@sha256:abcdef
      volumes:
      - name: settings
        configMap:
          name: settings
      - name: data
        persistentVolumeClaim:
          claimName: data
      affinity:
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
          - labelSelector:
              matchLabels:
                run: web
            topologyKey: kubernetes.io/hostname
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
  namespace: shop
spec:
  serviceName: db
  selector:
    matchLabels:
      run: db
  template:
    metadata:
      labels:
        run: db
    spec:
      containers:
      - name: mysql
        image: mysql:9.7
  volumeClaimTemplates:
  - metadata:
      name: data
    spec:
      resources:
        requests:
          storage: 10Gi
---
apiVersion: v1
kind: Service
metadata:
  name: db
  namespace: shop
spec:
  selector:
    run: db
  ports:
  - port: 3306
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: shop
data:
  mode: fast
  config.json: '{"db": {"host": "db", "port": 3306}}'
---
apiVersion: v1
kind: Secret
metadata:
  name: keys
  namespace: shop
type: Opaque
data:
  key: c2VjcmV0
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: runner
  namespace: shop
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: reader
  namespace: shop
rules:
- apiGroups: [""]
  resources: [configmaps]
  resourceNames: [settings]
  verbs: [get]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: reader
  namespace: shop
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: reader
subjects:
- kind: ServiceAccount
  name: runner
  namespace: shop
- kind: ServiceAccount
  name: default
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: watcher
rules: []
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: watcher
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: watcher
subjects:
- kind: ServiceAccount
  name: runner
  namespace: shop
---
apiVersion: batch/v1
kind: CronJob
metadata:
  name: nightly
  namespace: shop
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          containers:
          - name: job
            image: busybox:1.36
            envFrom:
            - configMapRef:
                name: settings
          restartPolicy: OnFailure
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
  namespace: shop
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
  maxReplicas: 5
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: shop
spec:
  tls:
  - hosts: [shop.example.com]
    secretName: keys
  rules:
  - host: shop.example.com
    http:
      paths:
      - path: /
        pathType: Prefix
        backend:
          service:
            name: db
            port:
              number: 3306
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
  namespace: shop
spec:
  podSelector:
    matchLabels:
      run: web
  ingress:
  - from:
    - podSelector:
        matchLabels:
          run: web
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
  namespace: shop
spec:
  minAvailable: 1
  selector:
    matchLabels:
      run: web
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
  namespace: shop
spec:
  resources:
    requests:
      storage: 1Gi
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: clusters.mysql.oracle.com
spec:
  group: mysql.oracle.com
  names:
    kind: Cluster
    plural: clusters
  scope: Namespaced
---
apiVersion: mysql.oracle.com/v1alpha1
kind: Cluster
metadata:
  name: orders
  namespace: shop
spec:
  members: 3
  version: "9.7"
  containers:
  - image: mysql:9.7
    name: mysql
  password: 0o17
  limit: 1e3
  on: "yes"
`;
