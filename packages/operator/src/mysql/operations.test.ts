import { expect, test } from "vitest";
import { longStatement } from "./operations.ts";

test.each<readonly [string, string | undefined]>([
  ["ALTER TABLE secrets.t ADD COLUMN c INT", "ALTER TABLE"],
  ["alter\n table t engine=innodb", "ALTER TABLE"],
  ["/* from app */ -- really\n# and again\nCREATE UNIQUE INDEX i ON t (a)", "CREATE UNIQUE"],
  ["/*!50000 ALTER TABLE t ADD c INT */", "ALTER TABLE"],
  ["CREATE `secret` x", "CREATE"],
  ["OPTIMIZE LOCAL TABLE t", "OPTIMIZE"],
  ["LOAD DATA INFILE 'secret' INTO TABLE t", "LOAD DATA"],
  ["TRUNCATE t", "TRUNCATE"],
  ["SELECT 'ALTER TABLE'", undefined],
  ["INSERT INTO t VALUES ('CREATE TABLE')", undefined],
  ["ALTERED", undefined],
  ["/* never closed", undefined],
  ["", undefined],
])("%j is %s", (text, kind) => {
  expect(longStatement(text)).toBe(kind);
});
