// Entry .

import type { CostJSON } from "@vg/cost";

import type { CostRates } from "@vg/config";

import type { Environment } from "@vg/config";

import type { GenerationSettings } from "@vg/config";

import type { ImageFailure } from "@vg/image";

import type { ModelName } from "@vg/config";

import type { Readable } from "node:stream";

import type { StorageObject } from "@vg/image";

import type { Writable } from "node:stream";

export interface CliContext {
  readonly stdin: Readable & {
    readonly isTTY?: boolean;
  };
  readonly stdout: Writable & {
    readonly isTTY?: boolean;
    readonly columns?: number;
  };
  readonly stderr: Writable & {
    readonly isTTY?: boolean;
    readonly columns?: number;
  };
  readonly signal: AbortSignal;
}

export class CliError extends Error {
  readonly name = "CliError";
  readonly exitCode: ExitCode;
  constructor(message: string, { exitCode, cause }?: CliErrorOptions);
}

export interface CliErrorOptions {
  readonly exitCode?: ExitCode;
  readonly cause?: unknown;
}

export type ExitCode = 0 | 1 | 2 | 3 | 130 | 143;

export interface FileImage extends ImageFacts, Attempts {
  readonly via: "file";
  readonly imageUrl: string;
  readonly object: StorageObject;
  readonly name: string;
  readonly bytes: number;
}

export interface Job {
  readonly jobId: string;
  readonly clipPrompts: readonly JobClip[];
}

export interface JobClip {
  readonly prompt: string;
  readonly duration: number;
  readonly imageUrl?: string;
}

export interface NoImage extends Attempts {
  readonly via: "none";
  readonly reason: "no-image" | "not-taken" | ImageFailure;
  readonly retryable: boolean;
  readonly object?: StorageObject;
}

export interface Plan {
  readonly format: "vg-plan/1";
  readonly jobId: string;
  readonly createdAt: string;
  readonly environment: Environment;
  readonly prices: readonly PlannedPrice[];
  readonly totalDuration: number;
  readonly total: CostJSON;
  readonly budget?: PlannedBudget;
  readonly clips: readonly PlannedClip[];
}

export class PlanError extends Error {
  readonly name = "PlanError";
  readonly problems: readonly string[];
  constructor(problems: readonly string[]);
}

export interface PlanWarning {
  readonly code:
    | "duration-impossible"
    | "duration-too-long"
    | "setting-impossible"
    | "setting-ignored"
    | "prompt-ignored"
    | "image-needed"
    | "image-ignored"
    | "image-unavailable"
    | "price-unknown";
  readonly message: string;
  readonly nearest?: number | string;
  readonly nearestCost?: CostJSON;
}

export interface PlannedBudget {
  readonly withinBudget: boolean;
  readonly limit: CostJSON;
  readonly remaining: CostJSON;
  readonly overrun: CostJSON;
  readonly firstClipOver: number | null;
  readonly affordableClips: number;
  readonly atNearestLengths?: {
    readonly total: CostJSON;
    readonly withinBudget: boolean;
  };
}

export interface PlannedClip {
  readonly index: number;
  readonly prompt: string;
  readonly duration: number;
  readonly model: PlannedModel;
  readonly settings: GenerationSettings;
  readonly cost: CostJSON;
  readonly image: PlannedImage;
  readonly warnings: readonly PlanWarning[];
}

export type PlannedImage = UrlImage | FileImage | SkippedImage | NoImage;

export interface PlannedModel {
  readonly name: ModelName;
  readonly reference: string;
  readonly resolved: boolean;
}

export interface PlannedPrice extends CostRates {
  readonly from: "settings" | "catalogue" | "environment";
  readonly model?: ModelName;
  readonly ageDays?: number;
  readonly clips: number;
}

export interface SkippedImage {
  readonly via: "not-prepared";
  readonly imageUrl: string;
  readonly object: StorageObject;
}

export interface UrlImage extends ImageFacts, Attempts {
  readonly via: "signed-url" | "upload";
  readonly input: string;
  readonly object: StorageObject;
  readonly expiresAt?: string;
}

export function main(argv: readonly string[], context: CliContext): Promise<ExitCode>;

export function parsePlan(value: unknown): Plan;

// Not exported, but part of the above

interface Attempts {
  readonly attempts: number;
}

interface ImageFacts {
  readonly mediaType?: string;
  readonly width?: number;
  readonly height?: number;
}
