/** One defect on purpose. */
export interface Mutant {
  /** `P07`: short, and never given to another one. */
  readonly id: string;
  /** The source, from the repository's root. */
  readonly file: string;
  /** What the defect is, in the words of the code. */
  readonly bug: string;
  /** Text that stands exactly once in the file. */
  readonly from: string;
  readonly to: string;
  /** Why no test can tell it from the original: it does the same. */
  readonly equivalent?: string;
  /** Why it is left alive though it is wrong. */
  readonly left?: string;
}

/** Why a mutant cannot be made. */
export class MutantFault extends Error {
  readonly code: "text-not-found" | "text-not-unique" | "no-tests";

  constructor(code: MutantFault["code"], message: string) {
    super(message);
    this.name = "MutantFault";
    this.code = code;
  }
}

/**
 * The text with the mutant's defect.
 *
 * @throws MutantFault when its `from` stands not exactly once in the text: the source has changed, so the mutant has to
 */
export function mutated(text: string, { id, file, from, to }: Mutant): string {
  const places = text.split(from).length - 1;
  if (places === 1) return text.replace(from, () => to);
  const found = places === 0 ? "is not there" : `is there ${places} times`;
  throw new MutantFault(
    places === 0 ? "text-not-found" : "text-not-unique",
    `${id}: in ${file} the text to change ${found}: ${JSON.stringify(from)}`,
  );
}
