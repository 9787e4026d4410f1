import { expect, it } from "vitest";
import { gitopsPage } from "./page.ts";

it("shows both tools beside each other, and what did not hold", () => {
  const page = gitopsPage({
    flux: {
      date: "2026-01-02",
      steps: [
        { name: "orders by a commit", seconds: 9, figures: { commitToReady: 61_234, restarts: 0 } },
        { name: "the repository is away", seconds: 9, figures: {}, problem: "it was told nowhere" },
      ],
    },
    argocd: {
      date: "2026-01-03",
      steps: [{ name: "drift", seconds: 1, figures: { healed: 950, by: "argocd" } }],
    },
  });
  expect(page.split("\n").slice(-6).join("\n")).toMatchInlineSnapshot(`
    "| step | Flux | Argo CD |
    | --- | --- | --- |
    | orders by a commit | commit to ready 61.2 s, restarts 0 | not tried |
    | the repository is away | **did not hold** | not tried |
    | drift | not tried | healed 0.9 s, by argocd |
    "
  `);
});
