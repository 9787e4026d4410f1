import { errorText } from "./fault.ts";
import { connectMember } from "./mysql/member-connection.ts";
import { processLog, runOperator } from "./process.ts";

runOperator(connectMember).then(
  (exitCode) => process.exit(exitCode),
  (error) => {
    processLog("error")("error", `the operator ends: ${errorText(error)}`);
    process.exit(1);
  },
);
