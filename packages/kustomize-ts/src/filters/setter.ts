import { isMissingOrNull, type Node, scalarNode } from "go-yaml-ts";
import { refuse } from "../refusal.ts";
import { describeKind, setField, setScalar } from "../tree/fields.ts";

/**
 * Gives a function that sets one value in many places. Without a key it writes a scalar over the node; with one it sets
 * that field of the node. The places share one node, as in kustomize.
 */
export function entrySetter(key: string, value: string, tag: string): (node: Node) => void {
  const entry = scalarNode(value, tag);
  return (node) => {
    if (key === "") {
      if (!isMissingOrNull(node) && node.kind !== "scalar") {
        refuse("invalid-field", {
          reason: `${describeKind(node.kind)} stands where a scalar is to be set`,
        });
      }
      setScalar(node, entry);
      return;
    }
    if (!isMissingOrNull(node) && node.kind !== "map") {
      refuse("invalid-field", {
        reason: `${describeKind(node.kind)} stands where ${key} is to be set`,
      });
    }
    setField(node, key, entry);
  };
}
