/** The oldest Node that `vg` runs on, as `engines` of package.json has it. */
const OLDEST = { major: 22, minor: 12 };

/**
 * Returns why a version of Node cannot run `vg`, or `undefined` if it can.
 *
 * The caller may import nothing before it has the answer: what an old Node lacks can be missing while modules are
 * loaded. So this one imports nothing, and uses nothing that is new.
 */
export function nodeProblem(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor)) return undefined;
  return `vg needs Node ${OLDEST.major}.${OLDEST.minor} or newer, and this is ${version}; install a newer one from https://nodejs.org, or use your version manager`;
}

/**
 * Lets `NO_COLOR` win over `FORCE_COLOR` in a process's environment, unless it is empty; Node has it the other way round, and
 * warns on stderr if both are set, as soon as anything asks it for colours.
 */
export function preferNoColor(env: { [name: string]: string | undefined }): void {
  delete env[(env["NO_COLOR"] ?? "") === "" ? "NO_COLOR" : "FORCE_COLOR"];
}
