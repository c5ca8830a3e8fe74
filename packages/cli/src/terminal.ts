import { Writable } from "node:stream";
import { styleText } from "node:util";
import { redactMessage } from "@vg/internal";
import type { Command } from "commander";
import type { ExitCode } from "./errors.ts";
import { wrapLines } from "./render/wrap.ts";

/** The streams and the signal of a run of `vg`: a process's own, or a test's. */
export interface CliContext {
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** Aborted by Ctrl-C with an `Interrupted` as its reason. */
  readonly signal: AbortSignal;
}

/** A stream that `vg` reads, such as `process.stdin`. */
export interface InputStream extends AsyncIterable<string | Uint8Array> {
  /** True if a person types it. */
  readonly isTTY?: boolean;
}

/** A stream that `vg` writes to, such as `process.stdout`; colours and progress are for those of Node only. */
export interface OutputStream {
  /** True if a person sees it. */
  readonly isTTY?: boolean;
  /** The characters of a line, if the stream is a terminal. */
  readonly columns?: number;
  write(text: string): unknown;
}

/** The options that every command takes. */
export interface GlobalOptions {
  /** The times that quiet was asked for: 1 leaves out remarks, 2 warnings, too. */
  readonly quiet?: number;
  /** Shows the log of every step on stderr. */
  readonly verbose?: boolean;
  /** The file of models of one's own. */
  readonly models?: string;
  /**
   * The name of what names that file, in messages.
   *
   * @default "--models"
   */
  readonly modelsOption?: string;
  /** False if nothing is coloured, whatever the terminal and the variables say. */
  readonly color?: boolean;
}

/** The styles that `vg` uses; none is shown if colours are off or the stream is not a terminal. */
export type Style = "bold" | "dim" | "red" | "green" | "yellow" | "cyan";

/** The terminal of one command: data goes to stdout, everything else to stderr. */
export interface Terminal extends CliContext {
  /** True if there are no remarks, log and progress bar on stderr. */
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** The file of models of one's own, if there is one. */
  readonly modelsFile: { readonly file: string; readonly option: string } | undefined;
  /** True if a progress bar may be drawn on stderr. */
  readonly interactive: boolean;
  /** The number of characters in a line of stdout, if that is a terminal that knows it. */
  readonly width: number | undefined;
  /** Writes a piece of the result to stdout, as it is, with a line break after it: what a program reads. */
  readonly data: (text: string) => void;
  /** Writes a piece of the result to stdout for a person: no secret is shown, wherever it was put by mistake. */
  readonly show: (text: string) => void;
  /** Writes a remark to stderr, unless `--quiet`. */
  readonly note: (text: string) => void;
  /** Writes a warning to stderr, unless `-qq`. */
  readonly warn: (text: string) => void;
  /** Writes an error to stderr, always. */
  readonly fail: (text: string) => void;
  /** Formats a text for stdout in a style. */
  readonly style: (style: Style, text: string) => string;
}

/** Opens the terminal of one command: the context's streams, as quiet or verbose as the options ask. */
export function openTerminal(
  context: CliContext,
  { quiet: quietness = 0, verbose = false, color = true, models, modelsOption = "--models" }: GlobalOptions,
): Terminal {
  const quiet = quietness > 0;
  const { stdout, stderr } = context;
  const styled = (style: Style, text: string, stream: OutputStream): string =>
    color && stream instanceof Writable ? styleText(style, text, { stream }) : text;
  const tell = (text: string): void => {
    const width = (stderr.isTTY === true && stderr.columns) || undefined;
    stderr.write(`${wrapLines(redactMessage(text), { width, indent: "  " })}\n`);
  };
  return {
    ...context,
    quiet,
    verbose,
    modelsFile: models === undefined ? undefined : { file: models, option: modelsOption },
    width: (stdout.isTTY === true && stdout.columns) || undefined,
    interactive: stderr.isTTY === true && !quiet,
    data: (text) => void stdout.write(`${text}\n`),
    show: (text) => void stdout.write(`${redactMessage(text)}\n`),
    note: (text) => void (quiet || tell(text)),
    warn: (text) => void (quietness > 1 || tell(`${styled("yellow", "warning:", stderr)} ${text}`)),
    fail: (text) => tell(`${styled("red", "error:", stderr)} ${text}`),
    style: (style, text) => styled(style, text, stdout),
  };
}

/** Runs the action of a command. */
export interface CommandHost {
  /** Runs a command's work on the terminal that its options ask for; the work returns the exit code. */
  run(command: Command, work: (terminal: Terminal) => Promise<ExitCode>): Promise<void>;
}

/**
 * Declares a command: its name, arguments, options and help.
 *
 * It does none of the work. The action imports the module that does it, so that `vg --help` and every other command load
 * nothing of it.
 */
export type DeclareCommand = (program: Command, host: CommandHost) => void;
