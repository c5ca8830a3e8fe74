/** Where a release works, and with what. */
export interface Workplace {
  /** The root of the repository. */
  readonly root: string;
  /** The environment of every command. */
  readonly env: NodeJS.ProcessEnv;
  /** Gets what the commands say. */
  readonly onOutput: (text: string) => void;
}
