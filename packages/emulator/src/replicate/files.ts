import { createHash, randomBytes } from "node:crypto";
import { deepFreeze } from "../deep-freeze.ts";

/** A file that was uploaded to Replicate. */
export interface UploadedFile {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  /** A copy, each time it is read. */
  readonly bytes: Uint8Array;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
  /** A day after it was made. */
  readonly expiresAt: Date;
}

/** What an upload brings. */
export type NewFile = Pick<UploadedFile, "name" | "contentType" | "bytes" | "metadata">;

/** A file as it is stored, never handed out itself. */
export interface StoredFile extends UploadedFile {
  /** Its hashes in hexadecimal digits, made once. */
  readonly checksums: { readonly md5: string; readonly sha256: string };
}

const DAY = 24 * 60 * 60 * 1000;

/** The files of one account, those that have not expired. */
export class FileStore {
  readonly #files: Map<string, StoredFile> = new Map();
  readonly #now: () => number;

  /** `now` tells the milliseconds since 1970. */
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

  /** A file that is there and has not expired. */
  find(id: string): StoredFile | undefined {
    const file = this.#files.get(id);
    if (file === undefined || file.expiresAt.getTime() > this.#now()) return file;
    this.#files.delete(id);
    return undefined;
  }

  /** Newest first. */
  list(): StoredFile[] {
    return [...this.#files.keys()].flatMap((id) => this.find(id) ?? []).toReversed();
  }

  /** Removes a file; tells whether there was one. */
  remove(id: string): boolean {
    const found = this.find(id) !== undefined;
    this.#files.delete(id);
    return found;
  }
}

/** A file as it is handed out: whatever is done with it changes nothing here. */
export function showFile(file: StoredFile): UploadedFile {
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

/** A file as the API shows it; `baseUrl` ends in `/v1`. */
export function fileJson(file: StoredFile, baseUrl: string): Record<string, unknown> {
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
