import { setTimeout as delay } from "node:timers/promises";
import { expectThat } from "../e2e-fault.ts";
import type { Figures } from "../scenario.ts";
import { applicationResources } from "./argocd.ts";
import { compareWithGit, writtenBetween } from "./differences.ts";
import type { Proof } from "./proof.ts";

const EVERY = 2000;

async function argocdSeesNone({ stage: { kube } }: Proof, seconds: number): Promise<Figures> {
  const end = performance.now() + seconds * 1000;
  let [looks, objects] = [0, 0];
  while (performance.now() < end) {
    const { resources, ignoring } = await applicationResources(kube);
    const differing = resources.filter(({ status }) => status !== "Synced");
    const told = differing.map(
      ({ application, kind, name, status }) => `${application}: ${kind}/${name} ${status}`,
    );
    expectThat(differing.length === 0, `Argo CD sees differences: ${told.join(", ")}`);
    expectThat(ignoring.length === 0, `${ignoring.join(", ")} ignore differences`);
    looks += 1;
    objects = resources.length;
    await delay(EVERY);
  }
  return { looks, argocdObjects: objects };
}

async function fluxWritesNone({ tool, stage: { kube }, fleet }: Proof, seconds: number): Promise<Figures> {
  const before = await compareWithGit(kube, fleet.root);
  const rounds = 2;
  for (let round = 0; round < rounds; round += 1) {
    for (const { name } of await tool.states(kube)) await tool.refresh(kube, name);
    await delay((seconds * 1000) / rounds);
  }
  const after = await compareWithGit(kube, fleet.root);
  const written = writtenBetween(before, after);
  expectThat(written.length === 0, `written without a commit: ${written.join(", ")}`);
  return { reconciles: rounds };
}

/** Watches for some seconds that nothing differs from Git and nothing is written; says how much was looked at. */
export async function noDifference(proof: Proof, seconds: number): Promise<Figures> {
  const { tool, stage, fleet } = proof;
  const watched =
    tool.name === "argocd" ? await argocdSeesNone(proof, seconds) : await fluxWritesNone(proof, seconds);
  const { objects, fields, differences } = await compareWithGit(stage.kube, fleet.root);
  const told = differences.map(
    ({ object, path, git, live }) => `${object}${path}: ${git} in Git, ${live} there`,
  );
  expectThat(differences.length === 0, told.join("\n"));
  return { seconds, objects, fields, differences: 0, ...watched };
}
