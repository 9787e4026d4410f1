/** What npm compares a machine with before it installs a package made for one platform. */
export interface Platform {
  readonly os: readonly string[];
  readonly cpu: readonly string[];
}

// The words that packages with native binaries put in their names, and npm's word for each.
const OS: Readonly<Record<string, string>> = {
  aix: "aix",
  android: "android",
  darwin: "darwin",
  freebsd: "freebsd",
  linux: "linux",
  netbsd: "netbsd",
  openbsd: "openbsd",
  openharmony: "openharmony",
  sunos: "sunos",
  win32: "win32",
  windows: "win32",
};

const CPU: Readonly<Record<string, string>> = {
  "64": "x64",
  arm: "arm",
  arm64: "arm64",
  ia32: "ia32",
  loong64: "loong64",
  ppc64: "ppc64",
  riscv64: "riscv64",
  s390x: "s390x",
  x64: "x64",
};

/** The platform a package's name tells: `@turbo/windows-64` is for win32 and x64. Empty where it tells nothing. */
export function platformOf(name: string): Platform {
  const words = (name.split("/").at(-1) ?? "").split("-");
  const known = (table: Readonly<Record<string, string>>) => words.flatMap((word) => table[word] ?? []);
  return { os: known(OS), cpu: known(CPU) };
}
