import { StorageClient, StorageError } from "@supabase/storage-js";
import { decodeJwt, decodeProtectedHeader, SignJWT } from "jose";

/** A Storage server, and the secret that its keys are signed with. */
export interface StorageServer {
  /** The address of its API, such as `http://127.0.0.1:5000`, without a slash at the end. */
  readonly url: string;
  readonly jwtSecret: string;
}

/** The keys that calls are made with; the last three are not valid. */
export type KeyName = "service_role" | "anon" | "authenticated" | "expired" | "forged" | "garbage";

/** A call of the official client, or a few that belong together. */
export interface ClientCall {
  /** Its name; no other call has it. */
  readonly name: string;
  /**
   * The key that it is made with.
   *
   * @default "service_role"
   */
  readonly key?: KeyName;
  /**
   * Why the emulator answers in another way than the real server, as a sentence; what it answers instead is recorded, too.
   *
   * @default undefined
   */
  readonly differs?: string;
  readonly call: (storage: StorageClient) => PromiseLike<unknown>;
}

/** Makes a call on a server that holds nothing but {@link BUCKETS}, and returns what a client sees of it. */
export async function runCall({ call, key = "service_role" }: ClientCall, server: StorageServer): Promise<unknown> {
  try {
    return await see(await call(await connect(key, server)), server);
  } catch (error) {
    return { thrown: await see(error, server) };
  }
}

async function connect(key: KeyName, { url, jwtSecret }: StorageServer): Promise<StorageClient> {
  const token = await makeKey(key, jwtSecret);
  return new StorageClient(url, { apikey: token, authorization: `Bearer ${token}` });
}

async function makeKey(key: KeyName, secret: string): Promise<string> {
  if (key === "garbage") return "sb-no-key-at-all";
  const role = key === "anon" || key === "authenticated" ? key : "service_role";
  return new SignJWT({ role, ...(key === "authenticated" && { sub: "6d2f1c3a-0f51-4f0e-9f0a-0a2b6f1e7c11" }) })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuer("supabase")
    .setExpirationTime(key === "expired" ? 1_500_000_000 : 4_000_000_000)
    .sign(Buffer.from(key === "forged" ? `${secret}, or another one` : secret));
}

/** A picture that none of the services looks into. */
export const PICTURE: Buffer = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 251));

/** A bucket as a call finds it. */
interface FurnishedBucket {
  readonly name: string;
  readonly options: { readonly public: boolean; readonly fileSizeLimit?: number; readonly allowedMimeTypes?: string[] };
  /** Its objects, the oldest first. */
  readonly objects: readonly (readonly [key: string, bytes: Buffer | string, contentType: string])[];
}

/** What a server holds before a call. */
export const BUCKETS: readonly FurnishedBucket[] = [
  {
    name: "images",
    options: { public: false },
    objects: [
      ["a.png", PICTURE, "image/png"],
      ["b.png", "other bytes", "image/png"],
      ["cats/1.png", "one", "image/png"],
      ["cats/2.webp", "two!", "image/webp"],
      ["cats/kittens/3.png", "three", "image/png"],
      ["odd & even, (1+1)=2", "odd", "image/png"],
      ["Zoo.txt", "no picture", "text/html"],
    ],
  },
  { name: "open", options: { public: true }, objects: [["a.png", PICTURE, "image/png"]] },
  {
    name: "small",
    options: { public: false, fileSizeLimit: 100, allowedMimeTypes: ["image/*", "text/csv"] },
    objects: [],
  },
];

/** Empties a server, and gives it {@link BUCKETS}. */
export async function furnish(server: StorageServer): Promise<void> {
  const storage = await connect("service_role", server);
  await empty(storage);
  for (const { name, options } of BUCKETS) succeeded(await storage.createBucket(name, options));
  for (const { name, objects } of BUCKETS) {
    for (const [key, bytes, contentType] of objects) {
      succeeded(await storage.from(name).upload(key, bytes, { contentType }));
    }
  }
}

async function empty(storage: StorageClient): Promise<void> {
  for (const { id } of succeeded(await storage.listBuckets())) {
    const { objects } = succeeded(await storage.from(id).listV2());
    if (objects.length > 0) succeeded(await storage.from(id).remove(objects.map(({ name }) => name)));
    succeeded(await storage.deleteBucket(id));
  }
}

function succeeded<T>({ data, error }: { readonly data: T | null; readonly error: unknown }): T {
  if (data === null) throw error;
  return data;
}

/** Returns what a value says to a client, without what differs from one run to the next: ids, times, signatures, the address. */
async function see(value: unknown, server: StorageServer): Promise<unknown> {
  if (typeof value === "string") return seeText(value, server);
  if (value instanceof Response) return seeResponse(value, server);
  if (value instanceof Blob) return { type: value.type, size: value.size };
  if (value instanceof ReadableStream) return { streamed: (await new Response(value).arrayBuffer()).byteLength };
  if (value instanceof StorageError) {
    return seeAll(
      { ...value.toJSON(), ...("originalError" in value && { original: String(value.originalError) }) },
      server,
    );
  }
  if (Array.isArray(value)) return Promise.all(value.map((part) => see(part, server)));
  return typeof value === "object" && value !== null ? seeAll(value, server) : value;
}

async function seeAll(value: object, server: StorageServer): Promise<object> {
  const entries = Object.entries(value).map(async ([name, part]) => [name, await see(part, server)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

async function seeResponse(response: Response, server: StorageServer): Promise<unknown> {
  const { status, headers } = response;
  const type = headers.get("content-type");
  const isJson = type?.startsWith("application/json") === true;
  const bytes = Buffer.from(await response.arrayBuffer());
  const shown = ["cache-control", "content-disposition", "content-range", "etag"].flatMap((name) =>
    headers.has(name) ? [[name, headers.get(name)]] : [],
  );
  return {
    status,
    type,
    ...Object.fromEntries(shown),
    ...(isJson ? { body: await see(JSON.parse(bytes.toString()), server) } : { length: bytes.length }),
  };
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const TIME = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})/g;
const TOKEN = /eyJ[\w-]+\.[\w-]+\.[\w-]+/g;

function seeText(text: string, { url }: StorageServer): string {
  return text
    .replaceAll(TOKEN, (token) => `<${describeToken(token)}>`)
    .replaceAll(url, "<storage>")
    .replaceAll(UUID, "<id>")
    .replaceAll(TIME, "<time>");
}

/** Writes out what a token says: its times are the seconds for which it is valid. */
function describeToken(token: string): string {
  const { iat = 0, exp = 0, ...claims } = decodeJwt(token);
  return `${JSON.stringify({ ...decodeProtectedHeader(token), ...claims })} for ${exp - iat} s`;
}
