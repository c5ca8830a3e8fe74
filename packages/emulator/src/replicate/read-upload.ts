import type { UploadedFile } from "./file-store.ts";
import { fileTooLarge, invalidInput } from "./replicate-error.ts";

/**
 * The file in a multipart body.
 *
 * @throws `ReplicateError` 422 when there is none, 413 when it is too large.
 */
export async function readUpload(
  contentType: string | undefined,
  body: unknown,
  maxBytes: number,
): Promise<Pick<UploadedFile, "name" | "contentType" | "bytes" | "metadata">> {
  if (!contentType?.startsWith("multipart/form-data") || !Buffer.isBuffer(body)) {
    throw invalidInput("The request body must be multipart/form-data");
  }
  const form = await parseForm(contentType, body);
  const content = form.get("content");
  if (!(content instanceof File)) throw invalidInput("content: Missing data for required field");
  if (content.size > maxBytes) throw fileTooLarge();
  return {
    name: content.name,
    contentType: content.type === "" ? "application/octet-stream" : content.type,
    bytes: new Uint8Array(await content.arrayBuffer()),
    metadata: await readMetadata(form.get("metadata")),
  };
}

async function parseForm(contentType: string, body: Buffer): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(body), { headers: { "content-type": contentType } }).formData();
  } catch (error) {
    throw Object.assign(invalidInput("The request body is not valid multipart/form-data"), { cause: error });
  }
}

async function readMetadata(part: Blob | string | null): Promise<Readonly<Record<string, unknown>>> {
  const text = part instanceof Blob ? await part.text() : part;
  if (text === null || text === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return { ...value };
  } catch (error) {
    throw Object.assign(invalidInput("metadata: Not valid JSON"), { cause: error });
  }
  throw invalidInput("metadata: Not a valid mapping type");
}
