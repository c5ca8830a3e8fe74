import { createHash, randomBytes } from "node:crypto";

/** A file that was uploaded to Replicate. */
export interface UploadedFile {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
  /** A day after it was made. */
  readonly expiresAt: Date;
}

const DAY = 24 * 60 * 60 * 1000;

/** The files of one account, those that have not expired. */
export class FileStore {
  readonly #files: Map<string, UploadedFile> = new Map();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  add(file: Pick<UploadedFile, "name" | "contentType" | "bytes" | "metadata">): UploadedFile {
    const now = this.#now();
    const added: UploadedFile = Object.freeze({
      ...file,
      id: randomBytes(24).toString("base64url"),
      createdAt: new Date(now),
      expiresAt: new Date(now + DAY),
    });
    this.#files.set(added.id, added);
    return added;
  }

  find(id: string): UploadedFile | undefined {
    const file = this.#files.get(id);
    if (file === undefined || file.expiresAt.getTime() > this.#now()) return file;
    this.#files.delete(id);
    return undefined;
  }

  /** Newest first. */
  list(): UploadedFile[] {
    return [...this.#files.keys()].flatMap((id) => this.find(id) ?? []).toReversed();
  }

  remove(id: string): boolean {
    const found = this.find(id) !== undefined;
    this.#files.delete(id);
    return found;
  }
}

/** A file as the API shows it; `baseUrl` ends in `/v1`. */
export function fileJson(file: UploadedFile, baseUrl: string): Record<string, unknown> {
  return {
    id: file.id,
    name: file.name,
    content_type: file.contentType,
    size: file.bytes.length,
    etag: createHash("md5").update(file.bytes).digest("hex"),
    checksums: {
      md5: createHash("md5").update(file.bytes).digest("hex"),
      sha256: createHash("sha256").update(file.bytes).digest("hex"),
    },
    metadata: file.metadata,
    created_at: file.createdAt.toISOString(),
    expires_at: file.expiresAt.toISOString(),
    urls: { get: `${baseUrl}/files/${file.id}` },
  };
}
