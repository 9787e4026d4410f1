import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { freePorts } from "./free-ports.ts";

test("every port of a run can be listened on", async () => {
  const first = await freePorts(3);
  const servers = [first, first + 1, first + 2].map((port) => createServer().listen(port, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  expect(servers.map((server) => server.listening)).toEqual([true, true, true]);
  for (const server of servers) server.close();
});
