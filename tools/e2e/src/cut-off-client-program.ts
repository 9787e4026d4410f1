import { createInterface } from "node:readline";
import { connectMember } from "@grampus/operator";
import { type CutOffOrder, type CutOffReport, shifted, WRITING } from "./cut-off-client.ts";
import { eventually } from "./retry.ts";
import { startSampler } from "./sampler.ts";
import { CONNECT_TIMEOUT, type Sessions } from "./tested-cluster.ts";
import { startWriter } from "./writer.ts";

/** A row every 50 ms; a commit that waits for a group that is gone is given up after a second. */
const PACE = { pause: 50, patience: 1000 };

const input = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

async function run({ member, tag, access }: CutOffOrder): Promise<CutOffReport> {
  const sessions: Sessions = {
    connect: () => connectMember(access.address, access.credentials, CONNECT_TIMEOUT),
  };
  const sampler = startSampler(sessions, [member]);
  const writer = startWriter(sessions, tag, PACE);
  await eventually("a row is acknowledged", async () => writer.acknowledged.length > 0 || undefined, {
    within: 10_000,
    every: 20,
  });
  process.stdout.write(`${WRITING}\n`);
  // The end of the input is the sign to stop.
  await input.next();
  const log = await writer.stop();
  await sampler.stop();
  return { log, samples: sampler.samples };
}

const { value } = await input.next();
const order: CutOffOrder = JSON.parse(value ?? "");
const report = await run(order);
// Times since the epoch: the two processes have one wall clock, and each its own `performance.now()`.
process.stdout.write(`${JSON.stringify(shifted(report, Date.now() - performance.now()))}\n`);
