import { isObject } from "../validation.ts";
import { ReceivedForm } from "../http/received-form.ts";
import type { NewFile } from "./files.ts";
import { invalidInput } from "./replicate-errors.ts";

/**
 * The file in the body of an upload.
 *
 * @throws `ReplicateError` 422 when there is none.
 */
export function readUpload(body: unknown): NewFile {
  if (!(body instanceof ReceivedForm)) throw invalidInput("The request body must be multipart/form-data");
  const content = body.files.get("content");
  if (content === undefined) throw invalidInput("content: Missing data for required field");
  const part = body.files.get("metadata");
  const text = part === undefined ? body.fields.get("metadata") : Buffer.from(part.bytes).toString();
  return { ...content, metadata: readMetadata(text ?? "{}") };
}

function readMetadata(text: string): Readonly<Record<string, unknown>> {
  const value = parseJson(text);
  if (isObject(value)) return value;
  throw invalidInput("metadata: Not a valid mapping type");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidInput("metadata: Not valid JSON");
  }
}
