import { describe, expect, test } from "vitest";
import { CORPUS } from "./testing/cases/all.ts";
import { committedExpectation, expectationOf } from "./testing/expectation.ts";
import { referenceOutput, referencePath } from "./testing/reference.ts";

const binary = referencePath();

describe.skipIf(binary === undefined)("the committed expectations are what the reference does", () => {
  test.each(CORPUS.map((corpusCase) => [corpusCase.name, corpusCase] as const))("%s", (name, corpusCase) => {
    expect(expectationOf(name, referenceOutput(binary ?? "", corpusCase))).toEqual(
      committedExpectation(name),
    );
  });
});
