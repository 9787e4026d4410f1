import { certificateDnsNames, secretNames } from "@grampus/resources";
import type { Step } from "../../steps/step.ts";
import { whyRenewed } from "../desired/certificate.ts";
import type { CertificateState, SecretState } from "../observation/objects.ts";
import type { ClusterView } from "../view/cluster-view.ts";
import { perform, type Task } from "./task.ts";

/** Whether members were made with the Secrets: passwords and CA are never made anew for them. */
function isBound({ identity }: ClusterView): boolean {
  return (identity?.members.length ?? 0) > 0;
}

function isForeign(state: SecretState | CertificateState): boolean {
  return state.kind !== "absent" && !state.owned;
}

function certificateSteps(view: ClusterView): readonly Step[] {
  const { observation, cluster, spec } = view;
  if (spec.sslSecret !== undefined) return [];
  const names = secretNames(cluster);
  const { authority, certificate } = observation.secrets;
  const replaced = (state: SecretState | CertificateState, name: string) =>
    state.kind === "absent"
      ? {}
      : { replaces: { name, uid: state.uid, resourceVersion: state.resourceVersion } };
  if (authority.kind !== "found") {
    if (isBound(view) || isForeign(authority)) return [];
    return [
      {
        kind: "create-secret",
        purpose: "authority",
        name: names.authority,
        dnsNames: [],
        ...replaced(authority, names.authority),
        because: authority.kind === "absent" ? "the cluster needs a CA" : authority.problem,
      },
    ];
  }
  const dnsNames = certificateDnsNames(cluster, observation.platform);
  const why = whyRenewed(certificate, dnsNames, observation.now);
  if (why === undefined || isForeign(certificate)) return [];
  return [
    {
      kind: "create-secret",
      purpose: "certificate",
      name: names.certificate,
      dnsNames,
      ...replaced(certificate, names.certificate),
      because: `a certificate for the members: ${why}`,
    },
  ];
}

/**
 * Makes the passwords, the CA and the certificate that are not there, also while the spec cannot be made true: what a
 * person has to give or to restore is left out. Passwords and CA are made once: data and members keep them.
 */
export const createSecrets: Task = ({ view }) => {
  const { observation, cluster, spec } = view;
  const names = secretNames(cluster);
  const { root, accounts } = observation.secrets;
  const passwords: readonly Step[] = [
    ...(root.kind === "absent" && spec.rootPasswordSecret === undefined && !isBound(view)
      ? [
          {
            kind: "create-secret",
            purpose: "root",
            name: names.root,
            dnsNames: [],
            because: "root needs a password",
          } as const,
        ]
      : []),
    ...(accounts.kind === "absent" && !isBound(view)
      ? [
          {
            kind: "create-secret",
            purpose: "accounts",
            name: names.accounts,
            dnsNames: [],
            because: "the operator's accounts need passwords",
          } as const,
        ]
      : []),
  ];
  const steps = [...passwords, ...certificateSteps(view)];
  return steps.length === 0 ? undefined : perform(...steps);
};
