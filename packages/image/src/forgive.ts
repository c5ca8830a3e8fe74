/**
 * Runs what belongs to the caller, such as a log or a progress display, so that it cannot fail the work it is told about:
 * `onTrouble` is called where it throws, or where the promise that it gives rejects.
 */
export function forgive(run: () => unknown, onTrouble: () => void): void {
  try {
    const result = run();
    if (result instanceof Promise) result.catch(onTrouble);
  } catch {
    onTrouble();
  }
}
