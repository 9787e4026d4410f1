import type { Mutant } from "../mutant.ts";

const REMOVE = "packages/planner/src/cluster/tasks/remove-members.ts";

/** Defects of how a cluster gets smaller: who leaves the group, and who then leaves the record. */
export const REMOVAL_MUTANTS: readonly Mutant[] = [
  {
    id: "T31",
    file: REMOVE,
    bug: "the primary leaves without a hand-over (M19)",
    from: "if (group.primary === last.name) {",
    to: 'if (group.primary === "") {',
  },
  {
    id: "T32",
    file: REMOVE,
    bug: "a member leaves the record while it is in the group",
    from: "if (row === undefined) return forgetOutside(view, group, last);",
    to: "if (row !== undefined) return forgetOutside(view, group, last);",
  },
  {
    id: "T33",
    file: REMOVE,
    bug: "the cluster shrinks while a bootstrap is not confirmed",
    from: "if (identity?.bootstrap !== undefined) return undefined;",
    to: "",
  },
  {
    id: "T34",
    file: REMOVE,
    bug: "a member leaves though the group is not well",
    from: "if (why !== undefined || othersOnline.length === 0)",
    to: "if (othersOnline.length === 0)",
  },
  {
    id: "T35",
    file: REMOVE,
    bug: "the first of those that go leaves first",
    from: "    .at(-1);\n  if (last === undefined)",
    to: "    .at(0);\n  if (last === undefined)",
  },
  {
    id: "T68",
    file: REMOVE,
    bug: "a group on one disk forgets one member after the other",
    from: "if (online.length > 1) return forget(view, [last]);",
    to: "if (online.length > 0) return forget(view, [last]);",
  },
  {
    id: "T69",
    file: REMOVE,
    bug: "a group on one disk forgets members while one that stays is out of it",
    from: "ordinal < view.wanted || rowOf(group, name) !== undefined",
    to: "rowOf(group, name) !== undefined",
  },
  {
    id: "T70",
    file: REMOVE,
    bug: "a group on one disk waits for a member whose volume the spec gives up",
    from: "return recorded && !abandoned && !online.includes(name);",
    to: "return recorded && !online.includes(name);",
  },
  {
    id: "T71",
    file: REMOVE,
    bug: "a group on one disk forgets members while one that is to leave recovers in it",
    from: "ordinal < view.wanted || rowOf(group, name) !== undefined",
    to: "ordinal < view.wanted",
  },
  {
    id: "T72",
    file: REMOVE,
    bug: "a member is forgotten that may return by itself",
    from: "if (stray !== undefined)",
    to: 'if (stray?.name === "")',
  },
  {
    id: "T73",
    file: REMOVE,
    bug: "a member is forgotten while a START runs on it",
    from: "if (busy !== undefined) return",
    to: 'if (busy?.name === "") return',
  },
  {
    id: "T74",
    file: REMOVE,
    bug: "a member is forgotten that the group may have under a host no view knows yet",
    from: "if (row === undefined && group.members.some(",
    to: "if (row !== undefined && group.members.some(",
  },
];
