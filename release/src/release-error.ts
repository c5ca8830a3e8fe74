/** Why a release did not go on; nothing was published after it. */
export class ReleaseError extends Error {
  override readonly name = "ReleaseError";
}
