/**
 * Lets `NO_COLOR` win over `FORCE_COLOR` in a process's environment, unless it is empty; Node has it the other way round, and
 * warns on stderr where both are set, as soon as anything asks it for colours.
 */
export function preferNoColor(env: { [name: string]: string | undefined }): void {
  delete env[(env["NO_COLOR"] ?? "") === "" ? "NO_COLOR" : "FORCE_COLOR"];
}
