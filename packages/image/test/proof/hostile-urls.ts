import * as fc from "fast-check";

/** A URL, and whether its host is another than the trusted one. */
export interface HostileUrl {
  readonly url: string;
  readonly isForeign: boolean;
}

/** The bucket that every one of these URLs names, as far as it names one; the other one is out of bounds. */
export const [NAMED, OUT_OF_BOUNDS] = ["images", "secret"];

const ESCAPES = [
  "..",
  ".",
  "%2e%2e",
  "%2E.",
  ".%2e",
  "%252e%252e",
  "%2e%2e%2f",
  "..%2f",
  "..\\",
  "%5c..%5c",
  "..;",
  "..%00",
];
const ODDITIES = [
  "",
  "%00",
  "%0d%0aHost:evil.example",
  "%20",
  "%ff",
  "%c0%ae%c0%ae",
  "ü",
  "．．",
  "‮",
  "＇",
  "~",
  "[",
  "%5b",
  "{",
  "`",
  "@",
  ":",
  ";",
  "&",
  "+",
  "\t",
  "\n",
  "\0",
  "?",
  "#",
  "*",
];

const segment = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("cat.png", "a", "deep folder", "a%20b", OUT_OF_BOUNDS, "storage", "object") },
  { weight: 4, arbitrary: fc.constantFrom(...ESCAPES) },
  { weight: 3, arbitrary: fc.constantFrom(...ODDITIES) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 8 }) },
  {
    weight: 1,
    arbitrary: fc.string({ unit: "binary", maxLength: 8 }).map((text) => encodeURIComponent(text.toWellFormed())),
  },
);
const slash = fc.constantFrom("/", "/", "/", "//", "%2f", "%2F", "\\", "%5c", "/./", "/../");
const key = fc.oneof(
  fc.constantFrom("cat.png", "a", "deep%20folder/a", "a%20b"),
  fc.array(fc.tuple(segment, slash), { minLength: 1, maxLength: 5 }).map((parts) => parts.flat().slice(0, -1).join("")),
);
const bucket = mostly(
  NAMED,
  "im%61ges",
  `${NAMED}%2f..%2f${OUT_OF_BOUNDS}`,
  `${NAMED}/../${OUT_OF_BOUNDS}`,
  `${NAMED}/..%2f${OUT_OF_BOUNDS}`,
  `${NAMED}\\..\\${OUT_OF_BOUNDS}`,
  `${NAMED}%00`,
  "..",
  "%2e%2e",
  ".",
  "",
  `${NAMED}?/${OUT_OF_BOUNDS}`,
  `${NAMED}#/${OUT_OF_BOUNDS}`,
);
const route = mostly(
  "object/public",
  "object/sign",
  "object/authenticated",
  "object/info",
  "object/info/public",
  "object",
  "render/image/public",
  "render/image/authenticated",
  "object/upload/sign",
  "s3",
  "OBJECT/public",
  "object/public/",
  "object/../object/public",
  "object/%2e%2e",
  "",
);
const query = fc.constantFrom(
  "",
  "?token=abc.def.ghi",
  `?bucket=${OUT_OF_BOUNDS}`,
  `?/storage/v1/object/public/${OUT_OF_BOUNDS}/a`,
  "#fragment",
  `#/../${OUT_OF_BOUNDS}/a`,
  "?width=1&height=1",
);

/** URLs made to reach another server, another bucket or another route than the one of `origin`'s objects. */
export function hostileUrls(origin: string): fc.Arbitrary<HostileUrl> {
  const { port } = new URL(origin);
  const host = fc.oneof(
    { weight: 6, arbitrary: fc.constant({ start: origin, isForeign: false }) },
    {
      weight: 1,
      arbitrary: fc
        .oneof(
          fc.constantFrom(...foreignStarts(port)),
          fc.webUrl({
            authoritySettings: { withPort: true, withUserInfo: true, withIPv4Extended: true, withIPv6: true },
          }),
        )
        .map((start) => ({ start, isForeign: true })),
    },
  );
  const prefix = mostly("", "/backend", "/..", "//evil.example", "/storage/v1/../..");
  const root = mostly("/storage/v1/", "/storage/v1//", "/Storage/v1/", "/storage/v1/../v1/");
  const filler = fc.oneof(
    { weight: 30, arbitrary: fc.constant("") },
    { weight: 1, arbitrary: fc.constantFrom("a", "/a", "%2e", "../", "%").map((text) => text.repeat(20_000)) },
  );
  return fc.record({ host, prefix, root, route, bucket, key, query, filler }).map((parts) => ({
    isForeign: parts.host.isForeign,
    url: `${parts.host.start}${parts.prefix}${parts.root}${parts.route}/${parts.bucket}/${parts.key}${parts.filler}${parts.query}`,
  }));
}

/** The usual text three times of four, so that the parts behind it are reached. */
function mostly(usual: string, ...others: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });
}

/** Other servers, and ways to write the address of the trusted one that nobody writes by himself. */
function foreignStarts(port: string): string[] {
  return [
    `http://127.0.0.1:${Number(port) - 1}`,
    "http://127.0.0.1",
    `https://127.0.0.1:${port}`,
    `ftp://127.0.0.1:${port}`,
    `//127.0.0.1:${port}`,
    `http:127.0.0.1:${port}`,
    `http:/127.0.0.1:${port}`,
    ` http://127.0.0.1:${port}`,
    `http://user@127.0.0.1:${port}`,
    `http://user:password@127.0.0.1:${port}`,
    `http://127.0.0.1:${port}@evil.example`,
    `http://127.0.0.1:${port}%40evil.example`,
    `http://127.0.0.1:${port}\\@evil.example`,
    `http://127.0.0.1:${port}#@evil.example`,
    `http://127.0.0.1:${port}?@evil.example`,
    `http://127.0.0.1:0${port}`,
    `http://127.0.0.1.:${port}`,
    `http://127.0.0.1..:${port}`,
    `http://127.1:${port}`,
    `http://2130706433:${port}`,
    `http://0x7f000001:${port}`,
    `http://017700000001:${port}`,
    `http://[::ffff:127.0.0.1]:${port}`,
    `http://[0:0:0:0:0:ffff:7f00:1]:${port}`,
    `http://localhost:${Number(port) - 1}`,
    `http://localhost.:${port}`,
    `https://localhost:${port}`,
    `http://user@localhost:${port}`,
    `http://[::1]:${Number(port) - 1}`,
    `http://LOCALHOST.:${port}`,
    `http://１２７.0.0.1:${port}`,
    `http://127。0。0。1:${port}`,
    `http://127.0.0.1.nip.example:${port}`,
    "https://abcdefghijklmnopqrst.supabase.co",
    "https://evil.example",
    "https://xn--spabase-n2a.co",
    "http://[fe80::1%25eth0]",
    "http://%31%32%37.0.0.1",
    "javascript:alert(1)//",
    "data:text/html,",
    "file://",
    "",
  ];
}
