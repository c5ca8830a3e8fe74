import { assertNever } from "@vg/internal";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { WrongTokenFault } from "../faults/fault.ts";
import { passesRowSecurity, requireRole, type Tokens } from "./auth.ts";
import { type ObjectStore, isObjectKey } from "./object-store.ts";
import { databaseError, invalidKey, noSuchKey } from "./storage-errors.ts";

interface BatchRoute {
  readonly Params: { readonly bucketName: string };
  readonly Body: { readonly expiresIn: number; readonly paths: readonly string[] };
}

interface SingleRoute {
  readonly Params: { readonly bucketName: string; readonly "*": string };
  readonly Body: { readonly expiresIn: number };
}

interface SignedItem {
  readonly error: string | null;
  readonly path: string;
  readonly signedURL: string | null;
}

const EXPIRES_IN = { type: "integer", minimum: 1 };
const BATCH = {
  type: "object",
  properties: {
    expiresIn: EXPIRES_IN,
    paths: { type: "array", items: { type: "string" }, minItems: 1, maxItems: 1000 },
  },
  required: ["expiresIn", "paths"],
};

const SINGLE = { type: "object", properties: { expiresIn: EXPIRES_IN }, required: ["expiresIn"] };

const DENIED = "Either the object does not exist or you do not have access to it";

/** Adds the routes that sign many keys in the body, or one key in the path with the encoding bug of the real server. */
export function signRoutes(app: FastifyInstance, store: ObjectStore, tokens: Tokens): void {
  app.post<BatchRoute>(
    "/object/sign/:bucketName",
    {
      config: { routeName: "object.sign-batch" },
      schema: { body: BATCH },
    },
    async (request): Promise<SignedItem[]> => {
      const { bucketName } = request.params;
      const { expiresIn, paths } = request.body;
      const passes = passesRowSecurity(await requireRole(request, tokens));
      if (paths.some((path) => path.includes("\0"))) throw databaseError("22021");
      return Promise.all(
        paths.map(async (path) => {
          const exists = passes && (await store.find(bucketName, path)) !== undefined;
          if (!exists) return { error: DENIED, path, signedURL: null };
          const query = await tokenQuery(request, path, `${bucketName}/${path}`, expiresIn);
          return { error: null, path, signedURL: `/object/sign/${bucketName}/${path}${query}` };
        }),
      );
    },
  );

  app.post<SingleRoute>(
    "/object/sign/:bucketName/*",
    {
      config: { routeName: "object.sign" },
      schema: { body: SINGLE },
    },
    async (request): Promise<{ signedURL: string }> => {
      const { bucketName, "*": key } = request.params;
      const passes = passesRowSecurity(await requireRole(request, tokens));
      if (!isObjectKey(key)) throw invalidKey(key);
      if (!passes || (await store.find(bucketName, key)) === undefined) throw noSuchKey();
      // The bug: the path is signed as `decodeURI` decodes it, which leaves `+ & = ; : @ , $ ?` encoded; a download compares
      // it with the path decoded in full.
      const url = decodeURI(request.raw.url?.split("?", 1)[0]?.split("/").slice(3).join("/") ?? "");
      const query = await tokenQuery(request, key, url, request.body.expiresIn);
      return { signedURL: `/object/sign/${url}${query}` };
    },
  );

  async function tokenQuery(
    { activeFault }: Pick<FastifyRequest, "activeFault">,
    key: string,
    url: string,
    expiresIn: number,
  ): Promise<string> {
    const fault: WrongTokenFault | undefined =
      activeFault?.fault.kind === "wrong-token" && activeFault.matchesKey(key) ? activeFault.fault : undefined;
    const token = fault === undefined ? await tokens.signUrl(url, expiresIn) : await signWrongToken(fault, tokens, url);
    return token === undefined ? "" : `?token=${token}`;
  }
}

/** Returns a token that does not open `url`, or undefined for none. */
async function signWrongToken(fault: WrongTokenFault, tokens: Tokens, url: string): Promise<string | undefined> {
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
