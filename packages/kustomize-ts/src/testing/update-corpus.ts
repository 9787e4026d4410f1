import { CORPUS } from "./cases/all.ts";
import { type Expectation, expectationOf, writeExpectations } from "./expectation.ts";
import { referenceOutput, referencePath } from "./reference.ts";

const binary = referencePath();
if (binary === undefined) process.exit(1);
const expectations = new Map<string, Expectation>();
for (const corpusCase of CORPUS) {
  expectations.set(corpusCase.name, expectationOf(corpusCase.name, referenceOutput(binary, corpusCase)));
}
writeExpectations(expectations);
process.stdout.write(`${expectations.size} expectations written\n`);
