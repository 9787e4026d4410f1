import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { ApiServerFault } from "./fault.ts";

// Below the ports the kernel gives to outgoing connections, which could take one in between.
const FIRST = 20_000;
const LAST = 30_000;

async function listening(port: number): Promise<Server | undefined> {
  const server = createServer();
  return await new Promise((resolve) => {
    server.once("error", () => resolve(undefined));
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

async function closed(server: Server): Promise<void> {
  server.close();
  await once(server, "close");
}

/** The first of `count` neighbouring ports of loopback that are free now. */
export async function freePorts(count: number): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const first = FIRST + Math.floor(Math.random() * (LAST - FIRST - count));
    const servers = await Promise.all(Array.from({ length: count }, (_, index) => listening(first + index)));
    const open = servers.filter((server) => server !== undefined);
    await Promise.all(open.map(closed));
    if (open.length === count) return first;
  }
  throw new ApiServerFault("not-started", `no ${count} neighbouring free ports on loopback`);
}
