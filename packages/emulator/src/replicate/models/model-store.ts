import type { Model } from "./model.ts";

/** The models of one emulator. */
export class ModelStore {
  readonly #models: Map<string, Model> = new Map();

  /** Adds a model, or replaces the one of the same name. */
  add(model: Model): void {
    this.#models.set(`${model.owner}/${model.name}`, model);
  }

  /** Returns the model of that name. */
  find(owner: string, name: string): Model | undefined {
    return this.#models.get(`${owner}/${name}`);
  }

  /** Returns all models, newest first. */
  list(): Model[] {
    return [...this.#models.values()].toReversed();
  }

  /**
   * Returns the model that the `version` of a prediction names: the id of a version, `owner/name:id` with a version of that
   * model, or `owner/name` of an official model.
   */
  findToRun(version: string): Model | undefined {
    const [, path, id] = /^([^/:]+\/[^/:]+)(?::(.+))?$/.exec(version) ?? [];
    if (path === undefined) return this.list().find((model) => runsAs(model, version));
    const model = this.#models.get(path);
    if (model === undefined) return undefined;
    const canRun = id === undefined ? model.kind === "official" : runsAs(model, id);
    return canRun ? model : undefined;
  }
}

function runsAs({ kind, versions }: Model, id: string): boolean {
  return kind === "community" && versions.some((version) => version.id === id);
}
