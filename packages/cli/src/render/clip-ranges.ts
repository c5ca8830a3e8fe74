/**
 * Clips as a person counts them, runs joined: `clips 1-3 and 7`.
 *
 * @param indexes - Positions from 0, ascending.
 */
export function clipRanges(indexes: readonly number[]): string {
  const runs: { first: number; last: number }[] = [];
  for (const index of indexes) {
    const run = runs.at(-1);
    if (run !== undefined && run.last === index - 1) run.last = index;
    else runs.push({ first: index, last: index });
  }
  const texts = runs.map(({ first, last }) => (first === last ? `${first + 1}` : `${first + 1}-${last + 1}`));
  const shown = texts.length > 8 ? [...texts.slice(0, 7), `${texts.length - 7} more`] : texts;
  return `${indexes.length === 1 ? "clip" : "clips"} ${new Intl.ListFormat("en").format(shown)}`;
}
