import type { ArgoCdSettings, Delivery, FluxSettings } from "@grampus/dsl";
import { DURATION_FORM, durationMs } from "../calendar/duration.ts";
import { isMap, type PlainObject, type PlainValue } from "../data/plain-data.ts";
import { typeText, valueText } from "../data/value-text.ts";
import type { Finding } from "../findings/finding.ts";
import { definitionCodes } from "./diagnostics.ts";
import { type Form, memberFindings, SUBDOMAIN, textForm } from "./forms.ts";
import { isDnsLabel } from "./names.ts";

const AT = ["delivery", "settings"];
const URL_FORM = "an https://, http:// or ssh:// URL without a user's password, a query or a fragment";
const FLUX_URL_FORM = `${URL_FORM}, or oci://registry/repository without a tag`;
const ARTIFACT = /^oci:\/\/[A-Za-z0-9.-]+(:[0-9]{1,5})?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)+$/;
const NAMESPACE: Form = {
  isRight: (value) => typeof value === "string" && isDnsLabel(value, 63),
  allowed: "the name of a Namespace",
};

/** Whether a project of Argo CD reads a text as a pattern, and not as what it says. */
function isPattern(value: string): boolean {
  return /^!|[*?[\]{}\\]/.test(value);
}

/** The URL that a repository has in the short form of `git clone`. */
function sshUrl(value: PlainValue): string | undefined {
  const [, host, path] = (typeof value === "string" && /^([\w.-]+@[\w.-]+):([^\s/].*)$/.exec(value)) || [];
  return host === undefined ? undefined : `write ssh://${host}/${path}`;
}

/** Whether Flux and Argo CD can read a repository there, and it carries no secret into Git. */
function isRepository(value: PlainValue): boolean {
  if (typeof value !== "string" || !/^(https?|ssh):\/\/[^\s?#\\]+$/.test(value)) return false;
  const url = URL.parse(value);
  if (url === null || url.hostname === "" || /^\/*$/.test(url.pathname) || url.password !== "") return false;
  return url.username === "" || url.protocol === "ssh:";
}

/** A URL with a user's password, or with what may be a token in its place. */
function hasCredentials(value: PlainValue | undefined): value is string {
  const url = typeof value === "string" ? URL.parse(value) : null;
  return url !== null && (url.password !== "" || (url.username !== "" && url.protocol !== "ssh:"));
}

/** Finds a repository whose URL would bring credentials into Git; they are not repeated. */
function credentialFindings(file: string, repository: PlainValue | undefined): readonly Finding[] {
  if (!hasCredentials(repository)) return [];
  const field = "delivery.repository";
  const occurrence = {
    path: field,
    isSecret: true,
    found: valueText(repository.replace(/\/\/.*@/s, "//***@")),
    allowed: URL_FORM,
  };
  return [
    {
      diagnostic: definitionCodes.create("credentials-in-url", { field }, occurrence),
      place: { file, path: [...AT, "repository"], part: "value" },
    },
  ];
}

/** Whether Flux can read artifacts there: a repository of a registry, without a tag. */
function isArtifact(value: PlainValue): boolean {
  return typeof value === "string" && ARTIFACT.test(value);
}

/** Whether it is a branch that Git takes. */
function isBranch(value: PlainValue): boolean {
  return (
    typeof value === "string" &&
    /^[^\s~^:?*[\\\p{Cc}]{1,244}$/u.test(value) &&
    !value.includes("{{") &&
    !/(^[-/.])|(\.\.)|(@\{)|(\/[/.])|(\.lock(\/|$))|([/.]$)/.test(value)
  );
}

const FOLDER = /^(?!.*(^|\/)\.{1,2}(\/|$))[\w.-]+(\/[\w.-]+)*$/;

/** A folder without what stands around its name in other tools. */
function folderHint(value: PlainValue): string | undefined {
  if (typeof value !== "string") return undefined;
  const folder = value.replace(/^(\.\/+)+/, "").replace(/\/+$/, "");
  if (["", "."].includes(folder)) return "leave it out where the fleet is the root of its repository";
  return folder !== value && FOLDER.test(folder) ? `write ${folder}` : undefined;
}

const PLACE: Readonly<Record<"branch" | "path" | "namespace", Form>> = {
  branch: { isRight: isBranch, allowed: "the name of a branch, like main" },
  path: {
    isRight: (value) => typeof value === "string" && FOLDER.test(value),
    allowed:
      "a folder of the repository, like platform/mysql: letters, digits, '_', '.', '-' between slashes",
    hint: folderHint,
  },
  namespace: NAMESPACE,
};

/** More of them are not worth it: each has Flux read the whole repository again. */
const MOST_SHARDS = 64;

const SECRET = textForm(SUBDOMAIN, "the name of a Secret");

const FLUX: Readonly<Record<keyof FluxSettings, Form>> = {
  repository: {
    isRight: (value) => isRepository(value) || isArtifact(value),
    allowed: FLUX_URL_FORM,
    hint: sshUrl,
  },
  ...PLACE,
  tag: textForm(/^\w[\w.-]{0,127}$/, "a tag: up to 128 letters, digits, '_', '.' and '-'"),
  secret: SECRET,
  interval: {
    isRight: (value) => typeof value === "string" && durationMs(value) !== undefined,
    allowed: DURATION_FORM,
  },
  kubeConfig: SECRET,
  shards: {
    isRight: (value) =>
      value === false || (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MOST_SHARDS),
    allowed: `a whole number from 1 to ${MOST_SHARDS}, or false for a Kustomization for each cluster`,
  },
};

/** Whether a destination has a name or the URL of an API server, and not both. */
function isDestination(value: PlainValue): boolean {
  if (!isMap(value)) return false;
  const [[field, said] = [], ...more] = Object.entries(value);
  if (more.length > 0 || typeof said !== "string" || isPattern(said)) return false;
  if (field === "name") return /^\S{1,253}$/.test(said);
  const url = field === "server" && /^\S+$/.test(said) ? URL.parse(said) : null;
  return url?.protocol === "https:" && url.username === "" && url.password === "";
}

const ARGO_CD: Readonly<Record<keyof ArgoCdSettings, Form>> = {
  repository: {
    isRight: (value) => isRepository(value) && !isPattern(String(value)),
    allowed: `${URL_FORM}, and without * [ ] { }, which a project would read as a pattern`,
    hint: sshUrl,
  },
  ...PLACE,
  destination: {
    isRight: isDestination,
    allowed:
      '{ name: "..." }, a cluster by its name in Argo CD, or { server: "https://..." }, without * ? [ ] { }',
  },
  applicationSet: { isRight: (value) => typeof value === "boolean", allowed: "true or false" },
};

const TOOLS = {
  flux: { owner: "the settings of flux()", forms: FLUX },
  argocd: { owner: "the settings of argocd()", forms: ARGO_CD },
} as const;

function isTool(kind: PlainValue | undefined): kind is keyof typeof TOOLS {
  return typeof kind === "string" && Object.hasOwn(TOOLS, kind);
}

function isDelivery(value: PlainObject, findings: readonly Finding[]): value is PlainObject & Delivery {
  return findings.length === 0 && isMap(value.settings);
}

/** Finds a branch of what is in a registry, and a tag of what is in Git: nobody would read them. */
function revisionFindings(file: string, settings: PlainObject): readonly Finding[] {
  const { repository } = settings;
  if (repository === undefined) return [];
  const [idle, wanted] = isArtifact(repository) ? ["branch", "tag"] : ["tag", "branch"];
  if (settings[idle] === undefined) return [];
  const field = `delivery.${idle}`;
  const occurrence = {
    path: field,
    found: valueText(settings[idle]),
    allowed: `${wanted} for this repository`,
  };
  return [
    {
      diagnostic: definitionCodes.create("unsupported-value", { field }, occurrence),
      place: { file, path: [...AT, idle], part: "value" },
    },
  ];
}

/** Finds a repository that Flux reads by SSH with no key: it has none of its own. */
function keyFindings(file: string, kind: keyof typeof TOOLS, settings: PlainObject): readonly Finding[] {
  const { repository, secret } = settings;
  if (kind !== "flux" || secret !== undefined || !/^ssh:/.test(String(repository))) return [];
  const occurrence = {
    path: "delivery.secret",
    allowed: "the name of a Secret with identity and known_hosts, which Flux wants for ssh://",
    hint: "docs/delivery.md, A private repository",
  };
  const { owner } = TOOLS[kind];
  return [
    {
      diagnostic: definitionCodes.create("missing-field", { field: "secret", owner }, occurrence),
      place: { file, path: [...AT, "repository"], part: "value" },
    },
  ];
}

/** Reads the `delivery` of an environment. What is wrong with its form goes to `findings`. */
export function checkedDelivery(
  file: string,
  value: PlainValue | undefined,
  findings: Finding[],
): Delivery | undefined {
  if (value === undefined) return undefined;
  const { kind, settings } = isMap(value) ? value : {};
  if (!isMap(value) || !isTool(kind) || !isMap(settings)) {
    const occurrence = {
      path: "delivery",
      found: `${typeText(value)}: ${valueText(value)}`,
      allowed: "flux({ repository: ... }) or argocd({ repository: ... })",
    };
    const diagnostic = definitionCodes.create("unsupported-value", { field: "delivery" }, occurrence);
    findings.push({ diagnostic, place: { file, path: ["delivery"], part: "value" } });
    return undefined;
  }
  const { owner, forms } = TOOLS[kind];
  const { repository, ...others } = settings;
  const credentials = credentialFindings(file, repository);
  const judged = credentials.length === 0 ? settings : others;
  const found = [...credentials, ...memberFindings(file, AT, owner, judged, forms)];
  if (repository === undefined) {
    const diagnostic = definitionCodes.create(
      "missing-field",
      { field: "repository", owner },
      { path: "delivery.repository", allowed: URL_FORM },
    );
    found.push({ diagnostic, place: { file, path: AT, part: "value" } });
  }
  found.push(...revisionFindings(file, settings), ...keyFindings(file, kind, settings));
  findings.push(...found);
  return isDelivery(value, found) ? value : undefined;
}
