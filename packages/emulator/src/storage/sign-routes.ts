import type { FastifyInstance, FastifyRequest } from "fastify";
import type { WrongTokenFault } from "../faults/fault.ts";
import type { BucketStore } from "./object-store.ts";
import { passesRowSecurity, requireRole } from "./caller.ts";
import { isObjectKey } from "./object-key.ts";
import { invalidKey, noSuchKey } from "./storage-errors.ts";
import type { Tokens } from "./auth.ts";
import { wrongToken } from "./wrong-token.ts";

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

/** Signing: many keys in the body, or one key in the path with the server's own encoding bug. */
export function signRoutes(app: FastifyInstance, store: BucketStore, tokens: Tokens): void {
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
      // The bug: what is signed is the path as it was sent, decoded by `decodeURI`, which leaves `+ & = ; : @ , $ ?`
      // encoded; the download compares it with the path decoded in full.
      const url = decodeURI(request.raw.url?.split("?", 1)[0]?.split("/").slice(3).join("/") ?? "");
      const query = await tokenQuery(request, key, url, request.body.expiresIn);
      return { signedURL: `/object/sign/${url}${query}` };
    },
  );

  async function tokenQuery(
    { strike }: Pick<FastifyRequest, "strike">,
    key: string,
    url: string,
    expiresIn: number,
  ): Promise<string> {
    const fault: WrongTokenFault | undefined =
      strike?.fault.kind === "wrong-token" && strike.matchesKey(key) ? strike.fault : undefined;
    const token = fault === undefined ? await tokens.signUrl(url, expiresIn) : await wrongToken(fault, tokens, url);
    return token === undefined ? "" : `?token=${token}`;
  }
}
