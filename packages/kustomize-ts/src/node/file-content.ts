import type { FileContent } from "../load/file-system.ts";

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Bytes as text where they are UTF-8. */
export function fileContent(bytes: Uint8Array): FileContent {
  try {
    return decoder.decode(bytes);
  } catch {
    return bytes;
  }
}
