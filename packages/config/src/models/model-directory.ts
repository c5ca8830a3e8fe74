/** What the directory says about a model. */
export interface DirectoryModel {
  /** The version that `latest` means; official models may have none that is public. */
  readonly latest_version?: { readonly id: string } | null | undefined;
  /** Whether the provider runs the model itself: then it needs no version. */
  readonly is_official?: boolean | undefined;
}

/** How long a request may go on. */
export interface DirectoryRequest {
  signal?: AbortSignal;
}

/** A page of a list. */
export interface DirectoryPage<T> {
  previous?: string;
  next?: string;
  results: T[];
}

/** The part of the `replicate` client that `resolveModelVersion` needs; `new Replicate()` is one. */
export interface ModelDirectory {
  readonly models: {
    get(owner: string, name: string, options?: DirectoryRequest): Promise<DirectoryModel>;
    readonly versions: {
      list(owner: string, name: string, options?: DirectoryRequest): Promise<DirectoryPage<{ readonly id: string }>>;
    };
  };
  paginate<T>(endpoint: () => Promise<DirectoryPage<T>>, options?: DirectoryRequest): AsyncIterable<T[]>;
}
