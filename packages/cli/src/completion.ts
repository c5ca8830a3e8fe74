import type { Command } from "commander";

/** `vg completion <shell>` prints a shell's script; `vg complete -- ...` is what that script calls. */
export const COMPLETION_COMMANDS = ["completion", "complete"] as const;

/** Declares shell completion; the library behind it is loaded only where one of its commands is what runs. */
export async function declareCompletion(program: Command, { load }: { readonly load: boolean }): Promise<void> {
  if (load) {
    const { default: tab } = await import("@bomb.sh/tab/commander");
    tab(program, { completionCommandName: "completion" });
    return;
  }
  program.command("completion <shell>").description("print the completion script of zsh, bash, fish or powershell");
}
