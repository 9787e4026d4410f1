import type { UnixId } from "./scalars.ts";

/** SELinux context of the pod's processes. */
export interface SELinuxOptions {
  /**
   * User.
   * @maxLength 255
   */
  readonly user?: string;
  /**
   * Role.
   * @maxLength 255
   */
  readonly role?: string;
  /**
   * Type.
   * @maxLength 255
   */
  readonly type?: string;
  /**
   * Level.
   * @maxLength 255
   */
  readonly level?: string;
}

/**
 * Which system calls and files a process may use.
 *
 * @cel localhost-profile at=localhostProfile "(self.type == 'Localhost') == has(self.localhostProfile)" "localhostProfile is for the type Localhost, which needs it"
 */
export interface ProfileReference {
  /** Where the profile comes from. */
  readonly type: "Localhost" | "RuntimeDefault" | "Unconfined";
  /**
   * Profile on the node, for `Localhost`.
   * @minLength 1
   * @maxLength 255
   */
  readonly localhostProfile?: string;
}

/** A kernel parameter of the pod. */
export interface Sysctl {
  /**
   * Name of the parameter.
   * @pattern ^[a-z0-9]([-_a-z0-9]*[a-z0-9])?([./][a-z0-9]([-_a-z0-9]*[a-z0-9])?)*$
   * @form "a parameter such as net.core.somaxconn"
   * @minLength 1
   * @maxLength 253
   */
  readonly name: string;
  /**
   * Value to set.
   * @maxLength 255
   */
  readonly value: string;
}

/**
 * Under which ids and limits the pod's processes run.
 *
 * @refused windowsOptions "members run on Linux"
 */
export interface PodSecurityContext {
  /** User id; leave it out on OpenShift, which assigns one. */
  readonly runAsUser?: UnixId;
  /** Group id. */
  readonly runAsGroup?: UnixId;
  /** Refuse to start as root. */
  readonly runAsNonRoot?: boolean;
  /** Group id that owns the volume; leave it out on OpenShift, which assigns one. */
  readonly fsGroup?: UnixId;
  /** When the volume's files get the group id. */
  readonly fsGroupChangePolicy?: "OnRootMismatch" | "Always";
  /**
   * Further group ids.
   * @maxItems 16
   */
  readonly supplementalGroups?: readonly UnixId[];
  /** Whether the groups of the image count too. */
  readonly supplementalGroupsPolicy?: "Merge" | "Strict";
  /** SELinux context. */
  readonly seLinuxOptions?: SELinuxOptions;
  /** How volumes get the SELinux label. */
  readonly seLinuxChangePolicy?: "Recursive" | "MountOption";
  /** Seccomp profile. */
  readonly seccompProfile?: ProfileReference;
  /** AppArmor profile. */
  readonly appArmorProfile?: ProfileReference;
  /**
   * Kernel parameters.
   * @maxItems 16
   */
  readonly sysctls?: readonly Sysctl[];
}
