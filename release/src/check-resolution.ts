import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import type { Tarball } from "./tarball.ts";

/** What holds for a package of ES modules only: `require` gets an ES module, and resolvers from before `exports` get nothing. */
const EXPECTED: ReadonlySet<string> = new Set(["CJSResolvesToESM"]);

/** What publint, strictly, and are-the-types-wrong say of a package. */
export async function checkResolution({ bytes, manifest }: Tarball): Promise<string[]> {
  const { messages } = await publint({ pack: { tarball: bytes.buffer }, strict: true });
  const types = await checkPackage(createPackageFromTarballData(bytes));
  return [
    ...messages.map((message) => `publint: ${formatMessage(message, manifest, { color: false }) ?? message.code}`),
    ...(types.types === false ? ["are-the-types-wrong: the package has no types."] : typeProblems(types.problems)),
  ];
}

function typeProblems(problems: readonly { readonly kind: string; readonly resolutionKind?: string }[]): string[] {
  return problems
    .filter(({ kind, resolutionKind }) => !EXPECTED.has(kind) && resolutionKind !== "node10")
    .map(({ kind, ...where }) => `are-the-types-wrong: ${kind} ${JSON.stringify(where)}`);
}
