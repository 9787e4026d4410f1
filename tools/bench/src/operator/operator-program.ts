import { errorText } from "@grampus/operator";
import { processLog, runOperator } from "@grampus/operator/process";
import { readyMembers } from "@grampus/operator/testing/ready-members";

runOperator(readyMembers).then(
  (exitCode) => process.exit(exitCode),
  (error) => {
    processLog("error")("error", `the operator ends: ${errorText(error)}`);
    process.exit(1);
  },
);
