import type { WrongTokenFault } from "../faults/fault.ts";
import { assertNever } from "../assert-never.ts";
import type { Tokens } from "./auth.ts";

/** A token that will not open `url`; nothing where it is to be left out. */
export async function wrongToken(fault: WrongTokenFault, tokens: Tokens, url: string): Promise<string | undefined> {
  switch (fault.token) {
    case "expired":
      return tokens.signUrl(url, -1);
    case "other-object":
      return tokens.signUrl(`${url}.other`, 3600);
    case "forged": {
      const token = await tokens.signUrl(url, 3600);
      const [head, claims, signature = ""] = token.split(".");
      return [head, claims, signature.replace(/^./, (first) => (first === "A" ? "B" : "A"))].join(".");
    }
    case "garbage":
      return "garbage";
    case "absent":
      return undefined;
    default:
      return assertNever(fault.token);
  }
}
