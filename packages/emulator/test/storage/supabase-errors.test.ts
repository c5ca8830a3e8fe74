import { describe, expect, test } from "vitest";
import { openWorld, type World, type WorldRequest } from "../support/world.ts";

type Row = readonly [
  what: string,
  ask: (world: World) => Promise<Response>,
  http: number,
  statusCode: string,
  error: string,
  message: string,
  code: string,
];

const NO_KEY = [400, "404", "not_found", "Object not found", "NoSuchKey"] as const;
const NOT_A_KEY = [400, "400", "InvalidKey", "Invalid key: ü.png", "InvalidKey"] as const;
const NUL = [500, "500", "DatabaseError", "database error, code: 22021", "DatabaseError"] as const;
const NO_BUCKET = [400, "404", "Bucket not found", "Bucket not found", "NoSuchBucket"] as const;
const EXPIRED = '"exp" claim timestamp check failed';
const FORGED = "signature verification failed";
const GARBLED = "Invalid Compact JWS";
const SIGN = { json: { expiresIn: 60 } };

const ANON_DENIED = (world: World, path: string, options = {}): Promise<Response> =>
  world.storage(path, { key: world.emulator.supabase.anonKey, ...options });

async function tokenFor(world: World, key: string): Promise<string> {
  const url = await world.emulator.signedUrl("images", key, { expiresIn: 60 });
  return url.split("token=")[1] ?? "";
}

function tampered(token: string): string {
  return token.replace(/\.[^.]+$/, (signature) => `.${signature.slice(1).split("").toReversed().join("")}`);
}

const rows: Row[] = [
  ["object missing, GET", (w) => w.storage("/object/images/none.png"), ...NO_KEY],
  ["object missing, GET authenticated", (w) => w.storage("/object/authenticated/images/none.png"), ...NO_KEY],
  ["object missing, info", (w) => w.storage("/object/info/images/none.png"), ...NO_KEY],
  ["object missing, info authenticated", (w) => w.storage("/object/info/authenticated/images/none.png"), ...NO_KEY],
  ["object missing, POST sign", (w) => w.storage("/object/sign/images/none.png", SIGN), ...NO_KEY],
  ["object missing, public", (w) => w.storage("/object/public/open/none.png", { key: null }), ...NO_KEY],
  ["object missing, public info", (w) => w.storage("/object/info/public/open/none.png", { key: null }), ...NO_KEY],
  ["case of a key differs", (w) => w.storage("/object/images/A.png"), ...NO_KEY],
  ["bucket missing, GET", (w) => w.storage("/object/none/a.png"), ...NO_BUCKET],
  ["bucket missing, GET authenticated", (w) => w.storage("/object/authenticated/none/a.png"), ...NO_BUCKET],
  ["bucket missing, info", (w) => w.storage("/object/info/none/a.png"), ...NO_BUCKET],
  ["bucket missing, public", (w) => w.storage("/object/public/none/a.png", { key: null }), ...NO_BUCKET],
  ["bucket missing, POST sign", (w) => w.storage("/object/sign/none/a.png", SIGN), ...NO_KEY],
  ["public URL of a private bucket", (w) => w.storage("/object/public/images/a.png", { key: null }), ...NO_BUCKET],
  ...["/object/images/a.png", "/object/info/images/a.png"].flatMap((path): Row[] => [
    [`no key, ${path}`, (w) => w.storage(path, { key: null }), ...NO_BUCKET],
    [`expired key, ${path}`, async (w) => w.storage(path, { key: await expiredKey(w) }), ...NO_BUCKET],
    [
      `forged key, ${path}`,
      (w) => w.storage(path, { key: tampered(w.emulator.supabase.serviceRoleKey) }),
      ...NO_BUCKET,
    ],
    [`opaque key, ${path}`, (w) => w.storage(path, { key: "sb_secret_opaque" }), ...NO_BUCKET],
    [`anon key, ${path}`, (w) => ANON_DENIED(w, path), ...NO_KEY],
  ]),
  ...(
    [
      ["/object/authenticated/images/a.png", {}],
      ["/object/info/authenticated/images/a.png", {}],
      ["/object/sign/images/a.png", SIGN],
      ["/object/sign/images", { json: { expiresIn: 60, paths: ["a.png"] } }],
    ] as const
  ).flatMap(([path, ask]): Row[] => [
    [
      `expired key, ${path}`,
      async (w) => w.storage(path, { key: await expiredKey(w), ...ask }),
      400,
      "403",
      "Unauthorized",
      EXPIRED,
      "AccessDenied",
    ],
    [
      `forged key, ${path}`,
      (w) => w.storage(path, { key: tampered(w.emulator.supabase.serviceRoleKey), ...ask }),
      400,
      "403",
      "Unauthorized",
      FORGED,
      "AccessDenied",
    ],
    [
      `opaque key, ${path}`,
      (w) => w.storage(path, { key: "sb_secret_opaque", ...ask }),
      400,
      "403",
      "Unauthorized",
      GARBLED,
      "AccessDenied",
    ],
    [
      `no Authorization header, ${path}`,
      (w) => w.storage(path, { key: null, ...ask }),
      400,
      "400",
      "Error",
      "headers must have required property 'authorization'",
      "InvalidRequest",
    ],
  ]),
  ["anon key, GET authenticated", (w) => ANON_DENIED(w, "/object/authenticated/images/a.png"), ...NO_KEY],
  ["anon key, POST sign", (w) => ANON_DENIED(w, "/object/sign/images/a.png", SIGN), ...NO_KEY],
  [
    "signed URL expired",
    async (w) => {
      const token = await tokenFor(w, "a.png");
      w.time += 60_000;
      return w.storage(`/object/sign/images/a.png?token=${token}`, { key: null });
    },
    400,
    "400",
    "InvalidJWT",
    EXPIRED,
    "InvalidJWT",
  ],
  [
    "signed URL tampered",
    async (w) => w.storage(`/object/sign/images/a.png?token=${tampered(await tokenFor(w, "a.png"))}`, { key: null }),
    400,
    "400",
    "InvalidJWT",
    FORGED,
    "InvalidJWT",
  ],
  [
    "signed URL with garbage",
    (w) => w.storage("/object/sign/images/a.png?token=garbage", { key: null }),
    400,
    "400",
    "InvalidJWT",
    GARBLED,
    "InvalidJWT",
  ],
  [
    "token of another object",
    async (w) => w.storage(`/object/sign/images/b.png?token=${await tokenFor(w, "a.png")}`, { key: null }),
    400,
    "400",
    "InvalidSignature",
    "Invalid signature",
    "InvalidSignature",
  ],
  [
    "token of another bucket",
    async (w) => w.storage(`/object/sign/open/a.png?token=${await tokenFor(w, "a.png")}`, { key: null }),
    400,
    "400",
    "InvalidSignature",
    "Invalid signature",
    "InvalidSignature",
  ],
  [
    "token missing",
    (w) => w.storage("/object/sign/images/a.png", { key: null }),
    400,
    "400",
    "Error",
    "querystring must have required property 'token'",
    "InvalidRequest",
  ],
  [
    "valid token, object gone",
    async (w) => {
      const token = await tokenFor(w, "a.png");
      w.emulator.removeObject("images", "a.png");
      return w.storage(`/object/sign/images/a.png?token=${token}`, { key: null });
    },
    ...NO_KEY,
  ],
  [
    "valid token, bucket gone",
    async (w) => {
      const url = new URL(await w.emulator.signedUrl("gone", "a.png"));
      return w.storage(`/object/sign/gone/a.png${url.search}`, { key: null });
    },
    ...NO_KEY,
  ],
  ...["/object/sign/images/a.png", "/object/sign/images"].flatMap((path): Row[] =>
    (
      [
        [0, "body/expiresIn must be >= 1"],
        [-1, "body/expiresIn must be >= 1"],
        [1.5, "body/expiresIn must be integer"],
        [undefined, "body must have required property 'expiresIn'"],
      ] as const
    ).map(([expiresIn, message]) => [
      `expiresIn ${expiresIn}, ${path}`,
      (w) => w.storage(path, { json: { expiresIn, paths: ["a.png"] } }),
      400,
      "400",
      "Error",
      message,
      "InvalidRequest",
    ]),
  ),
  [
    "no paths to sign",
    (w) => w.storage("/object/sign/images", { json: { expiresIn: 60, paths: [] } }),
    400,
    "400",
    "Error",
    "body/paths must NOT have fewer than 1 items",
    "InvalidRequest",
  ],
  [
    "more than 1,000 paths to sign",
    (w) =>
      w.storage("/object/sign/images", { json: { expiresIn: 60, paths: Array.from({ length: 1001 }, () => "a") } }),
    400,
    "400",
    "Error",
    "body/paths must NOT have more than 1000 items",
    "InvalidRequest",
  ],
  ...["%25", "%23", "~", "%5B", "%5D", "%C3%A9", "%00", "%5C", "%22"].map((escape): Row => [
    `key with ${escape}`,
    (w) => w.storage(`/object/images/a${escape}.png`),
    400,
    "400",
    "InvalidKey",
    `Invalid key: a${decodeURIComponent(escape)}.png`,
    "InvalidKey",
  ]),
  [
    "illegal key, POST sign",
    (w) => w.storage("/object/sign/images/a~.png", SIGN),
    400,
    "400",
    "InvalidKey",
    "Invalid key: a~.png",
    "InvalidKey",
  ],
  [
    "illegal key, upload",
    (w) => w.storage("/object/images/a~.png", { body: "x" }),
    400,
    "400",
    "InvalidKey",
    "Invalid key: a~.png",
    "InvalidKey",
  ],
  ["empty key", (w) => w.storage("/object/images/"), 400, "400", "InvalidKey", "Invalid key: ", "InvalidKey"],
  [
    "bucket without key",
    (w) => w.storage("/object/images"),
    404,
    "404",
    "Not Found",
    "Route GET:/object/images not found",
    "InvalidRequest",
  ],
  [
    "%2F between bucket and key is no separator",
    (w) => w.storage("/object/images%2Fa.png"),
    404,
    "404",
    "Not Found",
    "Route GET:/object/images%2Fa.png not found",
    "InvalidRequest",
  ],
  ["public URL of no key", (w) => w.storage("/object/public/images/%C3%BC.png", { key: null }), ...NOT_A_KEY],
  [
    "public URL of no key in no bucket",
    (w) => w.storage("/object/public/none/%C3%BC.png", { key: null }),
    ...NOT_A_KEY,
  ],
  ["NUL in a key to upload to", (w) => w.storage("/object/upload/sign/images/a%00", { method: "POST" }), ...NUL],
  ["NUL in a key to remove", (w) => w.storage("/object/images/a%00.png", { method: "DELETE" }), ...NUL],
  ...(["move", "copy"] as const).map((act): Row => [
    `${act} of nothing at all`,
    (w) => w.storage(`/object/${act}`, { json: {} }),
    400,
    "400",
    "Error",
    `body must have required property '${act === "move" ? "bucketId" : "sourceKey"}'`,
    "InvalidRequest",
  ]),
  [
    "list-v2 without a key",
    (w) => w.storage("/object/list-v2/images", { key: null, json: {} }),
    ...([400, "403", "Unauthorized", "Invalid Compact JWS", "AccessDenied"] as const),
  ],
  [
    "transformation, public",
    (w) => w.storage("/render/image/public/open/a.png?width=10"),
    404,
    "404",
    "Not Found",
    "Route GET:/render/image/public/open/a.png?width=10 not found",
    "InvalidRequest",
  ],
  ...["bytes=1000-", "bytes=2000-3000", "bytes=0-1,5-6", "bytes=5-2", "bytes=-0"].map((range): Row => [
    `range ${range}`,
    (w) => w.storage("/object/images/a.png", { headers: { range } }),
    416,
    "416",
    "invalid_range",
    "invalid range provided",
    "InvalidRange",
  ]),
  ...["bytes=0-0", "bytes=0-", "bytes=-1"].map((range): Row => [
    `range ${range} of a 0-byte object`,
    (w) => w.storage("/object/images/zero.bin", { headers: { range } }),
    416,
    "416",
    "invalid_range",
    "invalid range provided",
    "InvalidRange",
  ]),
  ["database down", (w) => faulty(w, 500), 500, "500", "Internal", "Internal Server Error", "InternalError"],
  [
    "database timeout",
    (w) => faulty(w, 544),
    544,
    "544",
    "DatabaseTimeout",
    "The connection to the database timed out",
    "DatabaseTimeout",
  ],
  [
    "throttled",
    (w) => faulty(w, 429),
    429,
    "429",
    "too_many_connections",
    "Too many connections issued to the database",
    "SlowDown",
  ],
];

async function faulty(world: World, status: number): Promise<Response> {
  world.emulator.fault({ kind: "status", status });
  return world.storage("/object/images/a.png");
}

async function expiredKey(world: World): Promise<string> {
  return world.emulator.createKey("service_role", { expiresIn: 0 });
}

test.each(rows)("%s", async (_what, ask, http, statusCode, error, message, code) => {
  const response = await ask(await openWorld());

  expect(response.status).toBe(http);
  expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
  expect(await response.json()).toEqual({ statusCode, error, message, code });
});

test.each([
  ["unknown route, token echoed", "/objects/images/a.png?token=canary"],
  ["resumable uploads", "/upload/resumable"],
  ["unknown at all", "/"],
])("below no part of Storage: %s", async (_what, path) => {
  const { storage } = await openWorld();

  const response = await storage(path);

  expect(response.status).toBe(404);
  expect(await response.json()).toEqual({
    statusCode: 404,
    error: "Not Found",
    message: `Route GET:${path} not found`,
  });
});

describe("a route that the emulator lacks is an unknown route", () => {
  const routes: [method: string, path: string][] = [
    ["PATCH", "/bucket/images"],
    ["POST", "/upload/resumable"],
    ["PUT", "/s3/images/new.png"],
  ];
  const bodies: WorldRequest[] = [{ json: {} }, { body: "bytes", headers: { "content-type": "image/png" } }];
  const asks = routes.flatMap(([method, path]) => bodies.map((ask) => ({ method, path, ask })));

  test.each(asks)("$method $path $ask", async ({ method, path, ask }) => {
    const world = await openWorld();
    world.emulator.addBucket("upload");

    const response = await world.storage(path, { method, ...ask });

    expect(response.status).toBe(404);
    const message = `Route ${method}:${path} not found`;
    expect(await response.json()).toEqual(
      /^\/(object|bucket)\//.test(path)
        ? { statusCode: "404", error: "Not Found", message, code: "InvalidRequest" }
        : { statusCode: 404, error: "Not Found", message },
    );
    expect(world.emulator.requests).toMatchObject([{ route: "unknown", status: 404 }]);
    expect(await world.emulator.getObject("upload", "sign/images/new.png")).toBeUndefined();
  });

  test.each(["upload", "list-v2"])("a bucket called %s is one like any other", async (bucket) => {
    const world = await openWorld();
    world.emulator.addBucket(bucket);

    const path = bucket === "upload" ? `/object/${bucket}/new.png` : `/object/${bucket}/new/new.png`;
    expect((await world.storage(path, { body: "bytes" })).status).toBe(200);
    expect(await (await world.storage(path)).text()).toBe("bytes");
    expect(
      await (await world.storage(`/object/sign/${bucket}`, { json: { expiresIn: 9, paths: ["x"] } })).json(),
    ).toEqual([{ error: expect.any(String), path: "x", signedURL: null }]);
  });
});

test("a malformed percent escape is answered in another shape, its statusCode a number", async () => {
  const world = await openWorld();

  const response = await world.storage("/object/images/%zz.png");

  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({
    error: "Bad Request",
    code: "FST_ERR_BAD_URL",
    message: "'/object/images/%zz.png' is not a valid url component",
    statusCode: 400,
  });
});

test("paths outside both services are the gateway's to refuse", async () => {
  const world = await openWorld();

  const response = await fetch(`${world.emulator.origin}/rest/v1/`);

  expect(response.status).toBe(404);
  expect(await response.json()).toEqual({ message: "no Route matched with those values" });
  expect(world.emulator.requests.at(-1)).toMatchObject({ service: "none", route: "unknown", status: 404 });
});
