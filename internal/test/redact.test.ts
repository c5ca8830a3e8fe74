import * as fc from "fast-check";
import { expect, test } from "vitest";
import { formatValue, redact, redactMessage } from "../src/index.ts";

const TOKEN = "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s";

test.each([
  [`r8_${TOKEN}`, "[redacted]"],
  [`token r8_${TOKEN}, refused`, "token [redacted], refused"],
  [`sb_secret_${TOKEN}`, "[redacted]"],
  [`sb_publishable_${TOKEN}`, "[redacted]"],
  [`sbp_${TOKEN}`, "[redacted]"],
  [`whsec_${TOKEN}=`, "[redacted]"],
  [`x eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoic2VydmljZV9yb2xlIn0.${TOKEN} y`, "x [redacted] y"],
  ["eyJhbGciOiJIUzI1NiJ9", "[redacted]"],
  ["Authorization: Bearer abcdefgh12", "Authorization: Bearer [redacted]"],
  ["Authorization: Token abcdefghijklmnopqrstuvwx", "Authorization: Token [redacted]"],
  ["postgres://user:p@ss@127.0.0.1:5432/db", "postgres://[redacted]@127.0.0.1:5432/db"],
  ["https://h/a?token=abc&width=5", "https://h/a?token=[redacted]&width=5"],
  ["https://h/a?width=5&X-Amz-Signature=abc#x", "https://h/a?width=5&X-Amz-Signature=[redacted]#x"],
])("redacts %j", (text, redacted) => {
  expect(redact(text)).toBe(redacted);
});

test.each([
  "r8_...",
  "sb_secret_...",
  "a token such as r8_..., from the account page",
  "Bearer of good news",
  "the token reference is wrong",
  "token         logLevel1",
  "https://example.com/a@b?width=5",
  "me@example.com",
])("keeps %j", (text) => {
  expect(redact(text)).toBe(text);
});

test.each([
  [`unknown command '${TOKEN}'`, "unknown command '[redacted]'"],
  [`r8_${TOKEN} and ${TOKEN}`, "[redacted] and [redacted]"],
  ["d68b6e09eedbac7a49e3d8644999d93579c386a083768235cabca88796d70d82", undefined],
  ["/var/folders/zz/zyxvpxvq6csfxvn_n0000000000000/T/job.json", undefined],
  ["set SUPABASE_SERVICE_ROLE_KEY to this project's service_role key", undefined],
])("shows of the message %j no text that looks random", (text, redacted = text) => {
  expect(redactMessage(text)).toBe(redacted);
});

const secret = fc.oneof(
  fc
    .tuple(
      fc.constantFrom("r8_", "sb_secret_", "sb_publishable_", "sbp_", "eyJ"),
      fc.stringMatching(/^[A-Za-z0-9]{20,60}$/),
    )
    .map(([prefix, rest]) => prefix + rest),
);

test("shows no secret of a known form, whatever is around it", () => {
  fc.assert(
    fc.property(secret, fc.string({ maxLength: 200 }), fc.string({ maxLength: 20 }), (text, before, after) => {
      const body = text.slice(-16);
      expect(redact(before + text + after)).not.toContain(body);
      expect(formatValue(before + text + after)).not.toContain(body);
    }),
  );
});

test("changes nothing in what it has redacted", () => {
  fc.assert(
    fc.property(fc.oneof(secret, fc.string(), fc.webUrl({ withQueryParameters: true })), (text) => {
      expect(redact(redact(text))).toBe(redact(text));
    }),
  );
});
