import type { ArgoCdSettings } from "@grampus/dsl";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DataPath, valueAt } from "../data/data-path.ts";
import { isEqual, isMap, type PlainObject } from "../data/plain-data.ts";
import type { Fleet } from "../definition/entries.ts";
import { gitopsDirectory, operatorDirectory, overlayDirectory } from "../layout.ts";
import type { FileTree } from "../output/tree.ts";
import {
  built,
  type DeliveredParts,
  deliveredFleet,
  ofKind,
  type Rings,
  ringsOf,
  treeOf,
} from "../testing/delivered-fleet.ts";

const REPOSITORY = "https://git.example.com/acme/fleet.git";

/** A fleet of one environment that Argo CD delivers, with a ring for each list of names. */
function delivered(rings: Rings, settings: Partial<ArgoCdSettings> = {}, parts: DeliveredParts = {}): Fleet {
  return deliveredFleet(rings, { kind: "argocd", settings: { repository: REPOSITORY, ...settings } }, parts);
}

function text(object: PlainObject, ...path: DataPath): string {
  return String(valueAt(object, path));
}

function annotation(object: PlainObject, name: string): string {
  return text(object, "metadata", "annotations", `argocd.argoproj.io/${name}`);
}

/** An Application of an ApplicationSet, as its template gives it for an element. */
function generated(set: PlainObject, element: PlainObject): PlainObject {
  const template = JSON.stringify(valueAt(set, ["spec", "template"]));
  return JSON.parse(template.replaceAll(/\{\{ \.(\w+) \}\}/g, (_, key) => text(element, key)));
}

/** All Applications, those of an ApplicationSet among them, with the place in the order of each. */
function applications(objects: readonly PlainObject[]) {
  const explicit = ofKind(objects, "Application").map((application) => ({
    application,
    order: Number(annotation(application, "sync-wave")),
  }));
  const ofSets = ofKind(objects, "ApplicationSet").flatMap((set) => {
    const elements = valueAt(set, ["spec", "generators", 0, "list", "elements"]);
    return (Array.isArray(elements) ? elements : []).filter(isMap).map((element) => ({
      application: generated(set, element),
      order: Number(element.step),
    }));
  });
  return [...explicit, ...ofSets];
}

function gitops(tree: FileTree): string {
  return [...tree]
    .filter(([file]) => file.startsWith(`${gitopsDirectory("prod")}/`) && !file.includes("argocd-cm"))
    .map(([file, content]) => `=== ${file}\n${content}`)
    .join("");
}

describe("what Argo CD is given", () => {
  test("an Application for each cluster, ring by ring", () => {
    expect(gitops(treeOf(delivered([["orders"], ["billing", "mysql"]])))).toMatchSnapshot();
  });

  test("an ApplicationSet where it is asked for, in a folder of the repository and another Kubernetes cluster", () => {
    const settings = {
      applicationSet: true,
      path: "platform/mysql",
      branch: "live",
      namespace: "delivery",
      destination: { name: "prod-eu" },
    };
    expect(gitops(treeOf(delivered([["orders"], ["billing"]], settings)))).toMatchSnapshot();
  });

  test("one ring needs no order: Argo CD then syncs and heals on its own", () => {
    const [set] = ofKind(
      built(treeOf(delivered([["orders", "billing"]], { applicationSet: true })), gitopsDirectory("prod")),
      "ApplicationSet",
    );
    expect(set?.spec).not.toHaveProperty("strategy");
    expect(set?.spec).toHaveProperty("template.spec.syncPolicy.automated.selfHeal", true);
  });

  test("an object that the controllers' schemas refuse is a fault of Grampus", () => {
    const repository: unknown = 7;
    const wrong = { repository } as Partial<ArgoCdSettings>;
    expect(() => treeOf(delivered([["orders"]], wrong))).toThrow(
      "environments/prod/gitops/projects/fleet.yaml is wrong: spec.sourceRepos[0] is not of type string",
    );
  });
});

const settingsOf = fc.record(
  {
    applicationSet: fc.boolean(),
    path: fc.constantFrom("fleet", "platform/mysql"),
    namespace: fc.constantFrom("argocd", "delivery"),
    destination: fc.constantFrom({ name: "prod-eu" }, { server: "https://eu.example.com:6443" }),
  },
  { requiredKeys: [] },
);
const operators = fc.constantFrom("deploy" as const, "shared" as const);

function withFleets(
  law: (tree: FileTree, objects: readonly PlainObject[], rings: Rings, root: string) => void,
) {
  fc.assert(
    fc.property(ringsOf, settingsOf, operators, (rings, settings, operator) => {
      const tree = treeOf(delivered(rings, settings, { environment: { operator } }));
      const root = settings.path === undefined ? "" : `${settings.path}/`;
      law(tree, built(tree, gitopsDirectory("prod")), rings, root);
    }),
    { numRuns: 40 },
  );
}

function overlayOf(file: string): readonly string[] {
  const [, , , cluster] = file.split("/");
  return cluster !== undefined && file.startsWith(overlayDirectory("prod", cluster))
    ? [overlayDirectory("prod", cluster)]
    : [];
}

describe("of every fleet", () => {
  test("each Application is of a folder that builds, and reads no file that its commits are not looked at for", () => {
    withFleets((tree, objects, _, root) => {
      for (const { application } of applications(objects)) {
        const path = text(application, "spec", "source", "path");
        expect(path.startsWith(root)).toBe(true);
        const folder = path.slice(root.length);
        const looked = annotation(application, "manifest-generate-paths").split(";");
        expect(looked.every((each) => each.startsWith(`/${root}`))).toBe(true);
        const kept = looked.map((each) => `${each.slice(root.length + 1)}/`);
        const seen = new Map([...tree].filter(([file]) => kept.some((each) => file.startsWith(each))));
        expect(built(seen, folder)).toEqual(built(tree, folder));
      }
    });
  });

  test("the operator comes first, rings in their order, and what is healthy only with all of them last", () => {
    withFleets((_, objects, rings) => {
      const orders = new Map(
        applications(objects).map(({ application, order }) => [text(application, "metadata", "name"), order]),
      );
      expect(orders.size).toBe(rings.flat().length + 2);
      rings.forEach((members, ring) => {
        for (const cluster of members) expect(orders.get(`prod.${cluster}`)).toBe(ring);
      });
      expect(orders.get("prod.operator.grampus")).toBe(-1);
      expect(orders.get("prod.fleet.grampus")).toBeGreaterThanOrEqual(
        ofKind(objects, "ApplicationSet").length === 0 ? rings.length : 1,
      );
      for (const project of ofKind(objects, "AppProject"))
        expect(annotation(project, "sync-wave")).toBe("-2");
    });
  });

  test("an ApplicationSet with rings syncs every one of its Applications in a step of its own ring", () => {
    withFleets((_, objects, rings) => {
      for (const set of ofKind(objects, "ApplicationSet")) {
        const steps = valueAt(set, ["spec", "strategy", "rollingSync", "steps"]);
        if (rings.length < 2) expect(steps).toBeUndefined();
        else {
          expect(steps).toHaveLength(rings.length);
          rings.forEach((_members, ring) => {
            const [match] = [
              valueAt(set, ["spec", "strategy", "rollingSync", "steps", ring, "matchExpressions", 0]),
            ];
            const key = isMap(match) ? String(match.key) : "";
            const chosen = applications([set]).filter(({ application }) => {
              const values = isMap(match) && Array.isArray(match.values) ? match.values : [];
              return values.includes(text(application, "metadata", "labels", key));
            });
            expect(chosen.map(({ application }) => text(application, "metadata", "name")).sort()).toEqual(
              (rings[ring] ?? []).map((cluster) => `prod.${cluster}`).sort(),
            );
          });
        }
      }
    });
  });

  test("each Application's project allows all that it delivers, where it delivers it, and no other kind or Namespace", () => {
    withFleets((tree, objects, _, root) => {
      const used = new Map<string, Set<string>>();
      for (const { application } of applications(objects)) {
        const name = text(application, "spec", "project");
        const destination = valueAt(application, ["spec", "destination"]);
        const [project] = ofKind(objects, "AppProject").filter(
          (each) => text(each, "metadata", "name") === name,
        );
        if (project === undefined || !isMap(destination)) throw new RangeError(`no project ${name}`);
        const allowed = (list: string) => JSON.stringify(valueAt(project, ["spec", list]));
        const places = valueAt(project, ["spec", "destinations"]);
        const isAllowed = (place: PlainObject) =>
          Array.isArray(places) && places.some((each) => isEqual(each, place));
        expect(isAllowed(destination)).toBe(true);
        const seen = used.get(name) ?? new Set();
        used.set(name, seen);
        for (const object of built(tree, text(application, "spec", "source", "path").slice(root.length))) {
          const version = text(object, "apiVersion");
          const group = version.includes("/") ? version.split("/")[0] : "";
          const namespace = valueAt(object, ["metadata", "namespace"]);
          const kind = JSON.stringify({ group, kind: object.kind });
          expect(
            allowed(namespace !== undefined ? "namespaceResourceWhitelist" : "clusterResourceWhitelist"),
          ).toContain(kind);
          if (namespace !== undefined) expect(isAllowed({ ...destination, namespace })).toBe(true);
          seen.add(kind);
        }
      }
      for (const project of ofKind(objects, "AppProject")) {
        const lists = ["namespaceResourceWhitelist", "clusterResourceWhitelist"];
        const allowed = lists
          .flatMap((list) => valueAt(project, ["spec", list]) ?? [])
          .map((each) => JSON.stringify(each));
        const name = text(project, "metadata", "name");
        const own = name === "prod.fleet.grampus" ? ["ApplicationSet", "Application"] : [];
        const missing = allowed.filter((kind) => used.get(name)?.has(kind) !== true);
        expect(missing.filter((kind) => !own.some((each) => kind.includes(`"${each}"`)))).toEqual([]);
      }
    });
  });

  test("nothing deletes what was delivered, and no difference is ignored", () => {
    withFleets((tree, objects) => {
      for (const { application } of applications(objects)) {
        expect(application.metadata).not.toHaveProperty("finalizers");
        expect(application.spec).not.toHaveProperty("ignoreDifferences");
      }
      for (const set of ofKind(objects, "ApplicationSet")) {
        expect(set.spec).toHaveProperty("syncPolicy.preserveResourcesOnDeletion", true);
      }
      const folders = [operatorDirectory("prod"), ...[...tree.keys()].flatMap(overlayOf)];
      for (const folder of new Set(folders)) {
        for (const object of built(tree, folder)) {
          if (!["Cluster", "CustomResourceDefinition", "Namespace"].includes(String(object.kind))) continue;
          expect(annotation(object, "sync-options")).toBe("Prune=false,Delete=false");
        }
      }
    });
  });
});
