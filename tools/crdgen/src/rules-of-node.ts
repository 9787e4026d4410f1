import type { Field, Node, ObjectShape, Rule } from "./schema.ts";

function immutableMessage(name: string, reason: string): string {
  return reason === "" ? `${name} cannot change` : `${name} cannot change: ${reason}`;
}

/** Whether the field is there in every stored object that has the field's parent. */
function isAlwaysPresent(field: Field): boolean {
  return field.required || field.node.default !== undefined;
}

function immutableRuleOfParent(field: Field): readonly Rule[] {
  const { immutable } = field.node;
  if (immutable === undefined || isAlwaysPresent(field)) return [];
  const { name } = field;
  return [
    {
      id: `${name}-immutable`,
      rule: `has(self.${name}) == has(oldSelf.${name}) && (!has(self.${name}) || self.${name} == oldSelf.${name})`,
      message: immutableMessage(name, immutable),
      transition: true,
      at: name,
    },
  ];
}

function immutableRuleOfField(field: Field): readonly Rule[] {
  const { immutable } = field.node;
  if (immutable === undefined || !isAlwaysPresent(field)) return [];
  return [
    {
      id: "immutable",
      rule: "self == oldSelf",
      message: immutableMessage(field.name, immutable),
      transition: true,
    },
  ];
}

function keyRule(node: Node): readonly Rule[] {
  const { keyPattern } = node.constraints;
  if (keyPattern === undefined) return [];
  const rule = `self.all(k, k.matches(r'${keyPattern.pattern}'))`;
  return [{ id: "key-pattern", rule, message: keyPattern.message, transition: false }];
}

/** Rules on an object as a whole: its own, and those of fields that may be absent. */
export function rulesOfObject(shape: ObjectShape): readonly Rule[] {
  return [...shape.rules, ...shape.fields.flatMap(immutableRuleOfParent)];
}

/** All rules on the value of a node. `field` is the field it is the value of. */
export function rulesOfNode(node: Node, field?: Field): readonly Rule[] {
  const shared = node.shape.kind === "object" ? rulesOfObject(node.shape) : [];
  const own = field === undefined ? [] : immutableRuleOfField(field);
  return [...shared, ...keyRule(node), ...node.rules, ...own];
}
