import { deepFreeze, isObject } from "@vg/internal";
import { createHash, randomBytes } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { addBodyParser, ReceivedForm } from "../http/request-body.ts";
import { fileNotFound, invalidInput } from "./replicate-errors.ts";

/** A file that was uploaded to Replicate. */
export interface UploadedFile {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  /** A copy, each time it is read. */
  readonly bytes: Uint8Array;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
  /** A day after it was created. */
  readonly expiresAt: Date;
}

/** A file to store. */
export type NewFile = Pick<UploadedFile, "name" | "contentType" | "bytes" | "metadata">;

/** A file as it is stored. It is never handed out, only copies are. */
export interface StoredFile extends UploadedFile {
  /** Its hashes in hexadecimal digits. */
  readonly checksums: { readonly md5: string; readonly sha256: string };
}

const DAY = 24 * 60 * 60 * 1000;

/** The files of one account, those that have not expired. */
export class FileStore {
  readonly #files: Map<string, StoredFile> = new Map();
  readonly #now: () => number;

  /** `now` returns the milliseconds since 1970. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Stores a file for a day. */
  add({ name, contentType, bytes, metadata }: NewFile): StoredFile {
    const now = this.#now();
    const added: StoredFile = {
      id: randomBytes(24).toString("base64url"),
      name,
      contentType,
      bytes,
      metadata: deepFreeze(metadata),
      createdAt: new Date(now),
      expiresAt: new Date(now + DAY),
      checksums: { md5: hash("md5", bytes), sha256: hash("sha256", bytes) },
    };
    this.#files.set(added.id, added);
    return added;
  }

  /** Returns a file that exists and has not expired. */
  find(id: string): StoredFile | undefined {
    const file = this.#files.get(id);
    if (file === undefined || file.expiresAt.getTime() > this.#now()) return file;
    this.#files.delete(id);
    return undefined;
  }

  /** Returns the files, newest first. */
  list(): StoredFile[] {
    return [...this.#files.keys()].flatMap((id) => this.find(id) ?? []).toReversed();
  }

  /** Removes a file; returns whether it existed. */
  remove(id: string): boolean {
    const found = this.find(id) !== undefined;
    this.#files.delete(id);
    return found;
  }
}

/** Returns a copy of a file to hand out; changing it changes nothing here. */
export function copyOfFile(file: StoredFile): UploadedFile {
  const { id, name, contentType, metadata } = file;
  return Object.freeze({
    id,
    name,
    contentType,
    get bytes() {
      return Uint8Array.from(file.bytes);
    },
    metadata,
    createdAt: new Date(file.createdAt),
    expiresAt: new Date(file.expiresAt),
  });
}

interface FileRoute {
  readonly Params: { readonly id: string };
}

/** Adds the routes that upload, show, list and remove files. */
export function fileRoutes(app: FastifyInstance, files: FileStore, baseUrl: () => string, maxBytes: number): void {
  addBodyParser(app, maxBytes);

  app.post("/v1/files", { config: { routeName: "files.create" } }, async (request, reply) => {
    const file = files.add(readUpload(request.body));
    return reply.code(201).send(fileJson(file, baseUrl()));
  });

  app.get("/v1/files", { config: { routeName: "files.list" } }, async () => ({
    next: null,
    previous: null,
    results: files.list().map((file) => fileJson(file, baseUrl())),
  }));

  app.get<FileRoute>("/v1/files/:id", { config: { routeName: "files.get" } }, async (request) => {
    const file = files.find(request.params.id);
    if (file === undefined) throw fileNotFound();
    return fileJson(file, baseUrl());
  });

  app.delete<FileRoute>("/v1/files/:id", { config: { routeName: "files.remove" } }, async (request, reply) => {
    if (!files.remove(request.params.id)) throw fileNotFound();
    return reply.code(204).send();
  });
}

/** Returns a file as the API shows it; `baseUrl` ends in `/v1`. */
function fileJson(file: StoredFile, baseUrl: string): Record<string, unknown> {
  return {
    id: file.id,
    name: file.name,
    content_type: file.contentType,
    size: file.bytes.length,
    etag: file.checksums.md5,
    checksums: file.checksums,
    metadata: file.metadata,
    created_at: file.createdAt.toISOString(),
    expires_at: file.expiresAt.toISOString(),
    urls: { get: `${baseUrl}/files/${file.id}` },
  };
}

function hash(algorithm: string, bytes: Uint8Array): string {
  return createHash(algorithm).update(bytes).digest("hex");
}

/**
 * Reads the file in the body of an upload.
 *
 * @throws `ReplicateError` 422 if it is missing or its metadata is invalid.
 */
function readUpload(body: unknown): NewFile {
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
