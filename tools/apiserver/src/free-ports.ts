import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { ApiServerFault } from "./fault.ts";

async function listening(port: number): Promise<Server | undefined> {
  const server = createServer();
  const opened = once(server, "listening").then(() => server);
  const refused = once(server, "error").then(() => undefined);
  server.listen(port, "127.0.0.1");
  return await Promise.race([opened, refused]);
}

async function closed(server: Server): Promise<void> {
  server.close();
  await once(server, "close");
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** The first of `count` neighbouring ports of loopback that are free. Another process may take them in between. */
export async function freePorts(count: number): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const first = await listening(0);
    const port = first === undefined ? 0 : portOf(first);
    const rest = await Promise.all(
      Array.from({ length: count - 1 }, (_, index) =>
        port + index + 1 > 65_535 ? undefined : listening(port + index + 1),
      ),
    );
    const servers = [first, ...rest];
    const open = servers.filter((server) => server !== undefined);
    await Promise.all(open.map(closed));
    if (open.length === servers.length) return port;
  }
  throw new ApiServerFault("not-started", `no ${count} neighbouring free ports on loopback`);
}
