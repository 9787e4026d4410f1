import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { type ApiServer, apiServerIsMissing, startApiServer } from "@grampus/apiserver-testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { ENVIRONMENTS } from "./repository.ts";
import { type Runner, runner } from "./testing/github.ts";
import { type Clone, type SharedRepository, sharedRepository } from "./testing/shared-repository.ts";
import { ranScript, runSteps, type ScriptRun, workflow } from "./testing/workflow.ts";

const hasNoKubectl = spawnSync("kubectl", ["version", "--client"]).status !== 0;

describe.skipIf(apiServerIsMissing() || hasNoKubectl)("the drift report and an API server", () => {
  let server: ApiServer;
  let github: Runner;
  let repository: SharedRepository;
  let clone: Clone;
  let kubeconfig: string;

  const kubectl = (...args: readonly string[]) => {
    const run = spawnSync("kubectl", ["--kubeconfig", server.kubeconfig, ...args], { encoding: "utf8" });
    expect(run.status, run.stderr).toBe(0);
  };

  const ran = (step: string): ScriptRun => {
    const script = runSteps(workflow("fleet-drift"), "drift").find(({ name }) => name === step)?.script;
    return ranScript(script ?? "false", clone.root, { ...github.env, KUBECONFIG_TEXT: kubeconfig });
  };

  beforeAll(async () => {
    server = await startApiServer();
    github = runner();
    repository = sharedRepository();
    clone = repository.clone("schedule");
    const { contexts, ...config } = parse(readFileSync(server.kubeconfig, "utf8"));
    const [{ context }] = contexts;
    kubeconfig = stringify({ ...config, contexts: ENVIRONMENTS.map((name) => ({ name, context })) });
    for (const environment of ENVIRONMENTS) {
      const folder = path.join(clone.root, "environments", environment, "operator");
      kubectl(
        "apply",
        "--server-side",
        "--force-conflicts",
        "--recursive",
        "--filename",
        path.join(folder, "crds"),
      );
      kubectl("apply", "--server-side", "--recursive", "--filename", path.join(folder, "namespaces"));
    }
    kubectl("wait", "--for=condition=Established", "crd", "--all", "--timeout=60s");
    expect(ran("The manifests of each environment")).toEqual({ exitCode: 0, output: "" });
    for (const environment of ENVIRONMENTS) {
      kubectl(
        "apply",
        "--server-side",
        "--filename",
        path.join(clone.root, "rendered", `${environment}.yaml`),
      );
    }
  });

  afterAll(async () => {
    await server.stop();
    repository.remove();
    github.remove();
  });

  test("nothing differs from what was applied", () => {
    expect(ran("What runs is what is committed").exitCode).toBe(0);
    expect(clone.text("running.txt")).toBe("");
  });

  test("a change by hand is told with its field", () => {
    const patch = JSON.stringify({ spec: { members: 7 } });
    kubectl(
      "--namespace",
      "mysql-prod",
      "patch",
      "clusters.mysql.oracle.com",
      "orders",
      "--type=merge",
      "--patch",
      patch,
    );
    expect(ran("What runs is what is committed").exitCode).toBe(1);
    expect(clone.text("running.txt")).toMatch(
      /- {2}members: 7\n\+ {2}members: 5\n[\s\S]*prod differs, or could not be asked\n$/,
    );
  });

  test("a context that is missing is told", () => {
    kubeconfig = kubeconfig.replace("- name: staging", "- name: stage");
    expect(ran("What runs is what is committed").exitCode).toBe(1);
    expect(clone.text("running.txt")).toContain("staging differs, or could not be asked\n");
  });
});
