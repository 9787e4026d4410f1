import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { catalogueModule } from "./catalogue-text.ts";
import { measuredVariables } from "./measured-variables.ts";
import { mysqldIsMissing, startMysqld } from "./mysqld.ts";
import { settingsModule } from "./settings-text.ts";

const TARGET = join(import.meta.dirname, "../../../packages/api/src/server-variables/generated");

if (mysqldIsMissing()) {
  process.exitCode = 2;
} else {
  const server = await startMysqld();
  const measured = measuredVariables(server);
  await server.stop();
  mkdirSync(TARGET, { recursive: true });
  writeFileSync(join(TARGET, "catalogue.ts"), catalogueModule(measured));
  writeFileSync(join(TARGET, "settings.ts"), settingsModule(measured));
  process.stdout.write(
    `${measured.variables.length} variables of MySQL ${measured.version}: ${relative(process.cwd(), TARGET)}\n`,
  );
}
