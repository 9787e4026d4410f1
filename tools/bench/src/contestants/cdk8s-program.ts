import { readFileSync } from "node:fs";
import { ApiObject, App, Chart, YamlOutputType } from "cdk8s";
import { readObjects } from "./objects.ts";

const [objectsFile = "", outdir = ""] = process.argv.slice(2);

const app = new App({ outdir, yamlOutputType: YamlOutputType.FILE_PER_CHART });
for (const { namespace, name, object } of readObjects(readFileSync(objectsFile, "utf8"))) {
  const chart = new Chart(app, `${namespace}-${name}`);
  new ApiObject(chart, "cluster", object);
}
app.synth();
