import * as fc from "fast-check";
import { expect, test, vi } from "vitest";
import { fillForm } from "../../src/services/replicate-api.ts";

const PLACEHOLDER = "00000000-placeholder-00000000";

function requestWith(name: string, type = "image/png"): RequestInit {
  const body = new FormData();
  body.append("content", new File([PLACEHOLDER], name, { type }), name);
  body.append("metadata", new Blob(["{}"], { type: "application/json" }));
  return { method: "POST", headers: { authorization: "Bearer token" }, body };
}

const anyName = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 });

test("is read as the form that it was, with the bytes in the file", async () => {
  await fc.assert(
    fc.asyncProperty(anyName, fc.uint8Array({ maxLength: 2_000 }), async (name, bytes) => {
      const original = new Response(requestWith(name).body);
      const filled = await fillForm(requestWith(name), { placeholder: PLACEHOLDER, bytes, onRead() {} });
      const form = await new Response(filled.body, { headers: new Headers(filled.headers) }).formData();
      const content = form.get("content");
      const wanted = (await original.formData()).get("content");

      expect([...form.keys()]).toEqual(["content", "metadata"]);
      expect(content).toMatchObject({ type: "image/png", name: wanted instanceof File && wanted.name });
      expect(new Uint8Array(content instanceof File ? await content.arrayBuffer() : [])).toEqual(bytes);
    }),
  );
});

test("says how long it is, and what the request said", async () => {
  const bytes = new Uint8Array(1_234);
  const { headers, body, ...rest } = await fillForm(requestWith("cat.png"), {
    placeholder: PLACEHOLDER,
    bytes,
    onRead() {},
  });
  const sent = await new Response(body).arrayBuffer();

  expect(Object.fromEntries(new Headers(headers))).toEqual({
    authorization: "Bearer token",
    "content-type": expect.stringMatching(/^multipart\/form-data; boundary=/),
    "content-length": String(sent.byteLength),
  });
  expect(rest).toEqual({ method: "POST", duplex: "half" });
});

test("copies no byte, and tells when all have been read", async () => {
  const bytes = new Uint8Array(100_000).fill(7);
  const onRead = vi.fn<() => void>();
  const { body } = await fillForm(requestWith("cat.png"), { placeholder: PLACEHOLDER, bytes, onRead });
  const buffers: unknown[] = [];
  for await (const chunk of new Response(body).body ?? []) {
    expect(onRead).not.toHaveBeenCalled();
    buffers.push(chunk.buffer);
  }

  expect(buffers).toContain(bytes.buffer);
  expect(onRead).toHaveBeenCalledOnce();
});

test.each([
  ["no body", {}, "The request has no form."],
  ["a text for a body", { body: PLACEHOLDER }, "The request has no form."],
  ["another form", { body: new FormData() }, "The form has no placeholder."],
])("refuses a request with %s", async (_, init, message) => {
  await expect(fillForm(init, { placeholder: PLACEHOLDER, bytes: new Uint8Array(1), onRead() {} })).rejects.toThrow(
    new TypeError(message),
  );
});
