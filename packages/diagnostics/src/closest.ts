import type { Occurrence } from "./diagnostic.ts";

/** Edits between two words: insert, delete, replace, or swap two neighbours (optimal string alignment). */
function editDistance(left: string, right: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      current.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + (same ? 0 : 1),
          row > 1 && column > 1 && swapped ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    beforeLast = last;
    last = current;
  }
  return last[right.length] ?? 0;
}

const LONGEST_WORD = 64;

/**
 * The candidate a person who wrote `word` most likely meant, for a hint `did you mean …?`; `undefined` when nothing is
 * near. Near is a third of the letters at most, upper and lower case taken as equal; of equally near ones the first
 * wins. Words over 64 characters have no near ones, so hostile input costs nothing.
 */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > LONGEST_WORD) return undefined;
  const wanted = word.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.max(Math.floor(word.length / 3), 1) + 1;
  for (const candidate of candidates) {
    if (candidate === word || Math.abs(candidate.length - word.length) >= bestDistance) continue;
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** The hint `did you mean …?` where a candidate is near, as the part of an occurrence that it is; nothing otherwise. */
export function didYouMean(word: string, candidates: Iterable<string>): Pick<Occurrence, "hint"> {
  const near = closest(word, candidates);
  return near === undefined ? {} : { hint: `did you mean ${near}?` };
}
