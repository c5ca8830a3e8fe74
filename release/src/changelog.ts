/** The part of a changeset that a changelog shows. */
interface Change {
  readonly summary: string;
}

/** A new version of one of our packages. */
interface NewVersion {
  readonly name: string;
  readonly newVersion?: string | undefined;
}

/** The way in which `changeset version` writes a change into CHANGELOG.md: in the author's words, whole. */
export function getReleaseLine({ summary }: Change): string {
  const [title = "", ...rest] = summary.trim().split("\n");
  return [`- ${title}`, ...rest.map((line) => (line === "" ? "" : `  ${line}`))].join("\n");
}

/** Names the new versions of our packages that a package builds on, and what is new in them. */
export function getDependencyReleaseLine(changes: readonly Change[], dependencies: readonly NewVersion[]): string {
  if (dependencies.length === 0) return "";
  const versions = dependencies.map(({ name, newVersion }) => `\`${name}\` ${newVersion}`);
  const titles = changes.map(({ summary }) => `  - ${summary.trim().split("\n", 1).join()}`);
  return [`- Build on ${versions.join(", ")}${titles.length === 0 ? "." : ":"}`, ...titles].join("\n");
}
