import { expectThat } from "./e2e-fault.ts";
import { eventually } from "./retry.ts";
import type { TestedCluster } from "./tested-cluster.ts";
import type { WriterLog } from "./writer.ts";

async function idsOn(cluster: TestedCluster, member: string, tag: string): Promise<ReadonlySet<number>> {
  const connection = await cluster.connect({ member });
  try {
    const rows = await connection.query({
      sql: `SELECT id FROM e2e.ledger WHERE tag='${tag}'`,
      timeout: 30_000,
    });
    return new Set(rows.map(({ id }) => Number(id)));
  } finally {
    connection.destroy();
  }
}

/** Acknowledged rows that are not on one of the members; throws when there are any. Waits for secondaries to catch up. */
export async function expectNothingLost(
  cluster: TestedCluster,
  members: readonly string[],
  { tag, acknowledged }: WriterLog,
): Promise<void> {
  await eventually(
    `every acknowledged row of ${tag} is on every member`,
    async () => {
      for (const member of members) {
        const there = await idsOn(cluster, member, tag);
        const lost = acknowledged.filter(({ id }) => !there.has(id));
        expectThat(
          lost.length === 0,
          `${member} lacks ${lost.length} of ${acknowledged.length} acknowledged rows, ${lost[0]?.id} the first`,
        );
      }
      return true;
    },
    { within: 30_000, every: 500 },
  );
}
