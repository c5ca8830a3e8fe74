import type { ModelSpec } from "./model.ts";

/** A model whose owner and name are literal types. */
export interface NamedModel<Owner extends string, Name extends string> extends ModelSpec {
  readonly owner: Owner;
  readonly name: Name;
}

/** The catalogue: its owners and names are literal types, the rest is {@link ModelSpec}. */
export interface Models {
  readonly svd: NamedModel<"stability-ai", "stable-video-diffusion">;
  readonly cogvideox: NamedModel<"thudm", "cogvideox-i2v">;
  readonly "cogvideox-t2v": NamedModel<"thudm", "cogvideox-t2v">;
  readonly "kling-v2.5-turbo-pro": NamedModel<"kwaivgi", "kling-v2.5-turbo-pro">;
  readonly "veo-3.1-lite": NamedModel<"google", "veo-3.1-lite">;
  readonly "seedance-1.5-pro": NamedModel<"bytedance", "seedance-1.5-pro">;
  readonly "grok-imagine-video": NamedModel<"xai", "grok-imagine-video">;
  readonly "wan-2.2-i2v-fast": NamedModel<"wan-video", "wan-2.2-i2v-fast">;
  readonly "wan-2.1-i2v-480p": NamedModel<"wavespeedai", "wan-2.1-i2v-480p">;
  readonly "wan-2.1-i2v-720p": NamedModel<"wavespeedai", "wan-2.1-i2v-720p">;
  readonly "video-01": NamedModel<"minimax", "video-01">;
  readonly "ltx-video": NamedModel<"lightricks", "ltx-video">;
}

/** The name of a model in the catalogue. */
export type ModelName = keyof Models;
