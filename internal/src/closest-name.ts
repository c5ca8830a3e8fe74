import { distance } from "fastest-levenshtein";

/**
 * Finds the valid name that a person probably meant, for "did you mean ...": upper and lower case, spaces and punctuation
 * do not count, and a third of its letters may be wrong.
 *
 * @returns `undefined` if no name is close.
 */
export function closestName<Name extends string>(name: string, names: Iterable<Name>): Name | undefined {
  const wanted = lettersOf(name);
  if (wanted === "") return undefined;
  let closest: Name | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const candidate of names) {
    const letters = lettersOf(candidate);
    const errors = isTransposed(wanted, letters) ? 1 : distance(wanted, letters);
    const isPrefix =
      wanted.length >= 3 && letters.length >= 3 && (letters.startsWith(wanted) || wanted.startsWith(letters));
    const allowed = Math.max(1, Math.floor(Math.max(wanted.length, letters.length) / 3));
    if ((errors <= allowed || isPrefix) && errors < fewest) {
      closest = candidate;
      fewest = errors;
    }
  }
  return closest;
}

/** The longest name that is compared: a longer text is nobody's slip of the pen, and comparing it takes time. */
const LONGEST = 100;

/** `sdv` for `svd`: the same letters, two of them swapped. */
function isTransposed(a: string, b: string): boolean {
  return a !== b && distance(a, b) === 2 && Array.from(a).toSorted().join("") === Array.from(b).toSorted().join("");
}

function lettersOf(name: string): string {
  return name
    .slice(0, LONGEST)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
}
