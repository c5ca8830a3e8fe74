/**
 * Lets `NO_COLOR` win over `FORCE_COLOR` in a process's environment; Node has it the other way round, and warns on stderr
 * that it does, as soon as anything asks it for colours.
 */
export function preferNoColor(env: { [name: string]: string | undefined }): void {
  if ((env["NO_COLOR"] ?? "") !== "") delete env["FORCE_COLOR"];
}
