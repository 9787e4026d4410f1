import { outputOf } from "./command.ts";
import { isE2eFault } from "./retry.ts";

/** An object as `kubectl -o json` prints it, as far as the scenarios read it. */
export interface PrintedObject {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid: string;
    readonly generation?: number;
    readonly creationTimestamp: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: {
    readonly nodeName?: string;
    readonly clusterIP?: string;
    readonly holderIdentity?: string;
  };
  readonly data?: Readonly<Record<string, string>>;
  readonly status?: {
    readonly podIP?: string;
    readonly containerStatuses?: readonly { readonly name: string; readonly containerID?: string }[];
    readonly primary?: string;
    readonly pendingRestart?: unknown;
    readonly observedGeneration?: number;
    readonly readyReplicas?: number;
    readonly images?: readonly { readonly names?: readonly string[]; readonly sizeBytes: number }[];
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly reason?: string;
      readonly message?: string;
    }[];
  };
}

/** kubectl against one cluster. */
export interface Kube {
  run(...args: readonly string[]): Promise<string>;
  /** Server-side applies YAML or JSON text. */
  apply(text: string, ...options: readonly string[]): Promise<void>;
  /** The object, or nothing. */
  find(kind: string, namespace: string, name: string): Promise<PrintedObject | undefined>;
  /** Objects of a namespace, or of all when it is absent. */
  list(kind: string, namespace: string | undefined, selector?: string): Promise<readonly PrintedObject[]>;
}

/** Which cluster kubectl talks to. A kubeconfig is handed over by the environment, so that no message has its path. */
export type KubectlTarget = { readonly context: string } | { readonly kubeconfig: string };

/** kubectl against one cluster. */
export function kubectl(program: string, target: KubectlTarget): Kube {
  const [options, env] =
    "context" in target ? [["--context", target.context], {}] : [[], { KUBECONFIG: target.kubeconfig }];
  const run = (args: readonly string[], input = "") =>
    outputOf(program, [...options, ...args], { input, env, timeout: 600_000 });
  return {
    run: (...args) => run(args),
    async apply(text, ...options) {
      await run(["apply", "--server-side", "--force-conflicts", ...options, "-f", "-"], text);
    },
    async find(kind, namespace, name) {
      try {
        const found: PrintedObject = JSON.parse(
          await run(["get", kind, name, "-n", namespace, "-o", "json"]),
        );
        return found;
      } catch (error) {
        if (isE2eFault(error, "command") && error.message.includes("NotFound")) return undefined;
        throw error;
      }
    },
    async list(kind, namespace, selector = "") {
      const where = namespace === undefined ? ["-A"] : ["-n", namespace];
      const text = await run(["get", kind, ...where, "-l", selector, "-o", "json"]);
      const list: { readonly items: readonly PrintedObject[] } = JSON.parse(text);
      return list.items;
    },
  };
}
