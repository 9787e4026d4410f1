import type { Node } from "../../node.ts";

/** kyaml drops a key that is spelled like a merge key also where quotes make it a string. */
export function withoutQuotedMerge(content: Node[]): Node[] {
  const index = content.findIndex(({ value }, position) => position % 2 === 0 && value === "<<");
  return index === -1 ? content : content.toSpliced(index, 2);
}

function setEntry(content: Node[], key: Node, value: Node): void {
  for (let index = 0; index < content.length; index += 2) {
    if (content[index]?.value === key.value) {
      content[index] = key;
      content[index + 1] = value;
      return;
    }
  }
  content.push(key, value);
}

/** The entries of a map with those of its merge sources; its own win and keep their place. */
export function mergedContent(own: readonly Node[], sources: readonly Node[]): Node[] {
  const result = [...own];
  for (const content of [...sources.map((source) => source.content), own]) {
    for (let index = 0; index + 1 < content.length; index += 2) {
      const [key, value] = [content[index], content[index + 1]];
      if (key !== undefined && value !== undefined) setEntry(result, key, value);
    }
  }
  return result;
}
