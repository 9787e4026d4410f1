import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { OPERATOR_NAME, OPERATOR_NAMESPACE } from "@grampus/resources";
import { type Arguments, argumentsFrom } from "./arguments.ts";
import { outputOf, runCommand } from "./command.ts";
import { DeployFault } from "./deploy-fault.ts";
import { provideImage } from "./image.ts";
import { findTarget, type Target } from "./target.ts";

const USAGE = `Usage: npm run deploy:dev [-- --context NAME] [-- --image-only]
Builds the operator and its image, loads it, and applies environments/dev/operator: to the rig's cluster, or to the
named context. Nothing else is applied. Pods of the operator that run an earlier build are replaced.
With --image-only the image is built and loaded, and nothing is applied.
Exit code: 0 when it is applied, 1 when it could not be, 2 for wrong arguments.
`;

const root = resolve(import.meta.dirname, "../../..");
const MANIFESTS = "environments/dev/operator";
const OPERATOR_PODS = `app.kubernetes.io/name=${OPERATOR_NAME}`;

/** The image that the committed manifests name. */
function imageOf(manifests: string): string {
  const found = /^\s*(?:- )?image: "?(\S*\/grampus-operator:[^\s"]+)"?$/m.exec(manifests)?.[1];
  if (found === undefined) {
    throw new DeployFault("usage", `${MANIFESTS} names no image of the operator; run npm run compile first`);
  }
  return found;
}

function kubectlOf(target: Target): { readonly program: string; readonly options: readonly string[] } {
  return target.kind === "rig"
    ? { program: target.kubectl, options: ["--kubeconfig", target.kubeconfig] }
    : { program: "kubectl", options: ["--context", target.context] };
}

async function buildImage(target: Target, image: string): Promise<void> {
  await runCommand({ program: "npm", args: ["run", "-s", "build", "-w", "packages/operator"], cwd: root });
  await provideImage(root, target, image);
}

async function deploy({ context, imageOnly }: Arguments): Promise<void> {
  const target = findTarget(root, context, process.env);
  const image = imageOf(readFileSync(join(root, MANIFESTS, "deployment.yaml"), "utf8"));
  if (imageOnly) return buildImage(target, image);
  const { program, options } = kubectlOf(target);
  const kubectl = (...args: readonly string[]) => ({ program, args: [...options, ...args], cwd: root });
  // The tag is the same for every build of a version: pods of an earlier build would stay.
  const pods = ["pods", "-n", OPERATOR_NAMESPACE, "-l", OPERATOR_PODS];
  const before = (await outputOf(kubectl("get", ...pods, "-o", "name"))).split("\n").filter(Boolean);
  await buildImage(target, image);
  await runCommand(kubectl("apply", "--server-side", "--force-conflicts", "-k", MANIFESTS));
  if (before.length === 0) return;
  await runCommand(kubectl("delete", "-n", OPERATOR_NAMESPACE, "--ignore-not-found", ...before));
}

const asked = argumentsFrom(process.argv.slice(2));
if ("problem" in asked) {
  process.stderr.write(`deploy:dev: ${asked.problem}\n`);
  process.exitCode = 2;
} else if (asked.help) {
  process.stdout.write(USAGE);
} else {
  await deploy(asked).catch((error: unknown) => {
    if (!(error instanceof DeployFault)) throw error;
    process.stderr.write(`deploy:dev: ${error.message}\n`);
    process.exitCode = 1;
  });
}
