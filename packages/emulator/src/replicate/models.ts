/** A version of a model. */
export interface ModelVersion {
  /** 64 hexadecimal digits. */
  readonly id: string;
  readonly createdAt: Date;
}

/** A model that Replicate lists. */
export interface Model {
  readonly owner: string;
  readonly name: string;
  readonly description: string;
  /** Newest first; none for an official model, which runs as `owner/name`. */
  readonly versions: readonly ModelVersion[];
}

/** The models of one emulator. */
export class ModelStore {
  readonly #models: Map<string, Model> = new Map();

  /** Lists a model, in place of one of the same name. */
  add(model: Model): void {
    this.#models.set(`${model.owner}/${model.name}`, model);
  }

  /** The model of that name. */
  find(owner: string, name: string): Model | undefined {
    return this.#models.get(`${owner}/${name}`);
  }

  /**
   * The model that the `version` of a prediction names: by the id of a version, by `owner/name:id` of one that is the
   * model's own, by `owner/name` where it is official.
   */
  findToRun(version: string): Model | undefined {
    const [, path, id] = /^([^/:]+\/[^/:]+)(?::(.+))?$/.exec(version) ?? [];
    if (path === undefined) return [...this.#models.values()].find((model) => hasVersion(model, version));
    const model = this.#models.get(path);
    if (model === undefined) return undefined;
    const canRun = id === undefined ? model.versions.length === 0 : hasVersion(model, id);
    return canRun ? model : undefined;
  }
}

function hasVersion({ versions }: Model, id: string): boolean {
  return versions.some((version) => version.id === id);
}

/** A model as the API shows it. */
export function modelJson(model: Model): Record<string, unknown> {
  const { owner, name, description, versions } = model;
  const [latest] = versions;
  return {
    url: `https://replicate.com/${owner}/${name}`,
    owner,
    name,
    description,
    visibility: "public",
    is_official: latest === undefined,
    run_count: 0,
    github_url: null,
    paper_url: null,
    license_url: null,
    cover_image_url: null,
    default_example: null,
    latest_version: latest === undefined ? null : versionJson(latest),
  };
}

/** A version as the API shows it. */
export function versionJson({ id, createdAt }: ModelVersion): Record<string, unknown> {
  return { id, created_at: createdAt.toISOString(), cog_version: "0.16.0", openapi_schema: {} };
}
