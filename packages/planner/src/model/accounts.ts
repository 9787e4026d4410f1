import type { SimulatedGroup, World } from "./world.ts";

/** What opens the operator's accounts on all members of the group from now on: a statement that the group committed. */
export function setAccounts(world: World, group: SimulatedGroup | undefined, content: number): void {
  for (const { volume } of world.claims.values()) {
    if (volume !== undefined && group?.members.has(volume.serverUuid) === true) volume.accounts = content;
  }
}
