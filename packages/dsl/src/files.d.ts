/** The documents of a YAML file, which has to hold objects of Kubernetes: each with `apiVersion`, `kind` and a name. */
declare module "*.yaml" {
  const documents: readonly import("./manifest.js").Manifest[];
  export default documents;
}

/** The text of a configuration file of MySQL, for the `data` of a ConfigMap. */
declare module "*.cnf" {
  const text: string;
  export default text;
}
