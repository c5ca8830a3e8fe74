import { addFolder } from "./add-folder.ts";
import type { Emulator } from "./emulator.ts";
import type { EmulatorSettings } from "./emulator-options.ts";
import { EmulatorError } from "./emulator-error.ts";
import { FaultPlan } from "./fault-plan.ts";
import { Gateway } from "./gateway.ts";
import { createNowhereApp } from "./nowhere-app.ts";
import type { Observation } from "./observe.ts";
import { FileStore, showFile } from "./replicate/file-store.ts";
import { ModelStore } from "./replicate/model-store.ts";
import { type Prediction, showPrediction } from "./replicate/prediction-routes.ts";
import { createReplicateApp } from "./replicate/replicate-app.ts";
import { RequestLog } from "./request-log.ts";
import { BucketStore, type StoredBucket } from "./storage/bucket-store.ts";
import { bytesContent } from "./storage/object-content.ts";
import { isBucketName, isObjectKey } from "./storage/object-key.ts";
import { createStorageApp } from "./storage/storage-app.ts";
import { createTokens } from "./storage/tokens.ts";

/** Builds the services from checked settings and opens the door. */
export async function createEmulator(settings: EmulatorSettings): Promise<Emulator> {
  const { clock } = settings;
  const log = new RequestLog(settings.maxRequests, clock);
  const plan = new FaultPlan();
  const store = new BucketStore(clock);
  const files = new FileStore(clock);
  const models = new ModelStore();
  const predictions = new Map<string, Prediction>();
  const tokens = await createTokens(settings.jwtSecret, clock);
  const observation: Observation = {
    plan,
    latency: settings.latency,
    recordOf: (request) => log.recordOf(request),
  };
  let origin = "";

  const storage = await createStorageApp({ store, tokens, observation, maxObjectBytes: settings.maxObjectBytes });
  const replicate = await createReplicateApp({
    files,
    models,
    predictions,
    observation,
    token: settings.replicateToken,
    now: clock,
    baseUrl: () => `${origin}/v1`,
    maxFileBytes: settings.maxFileBytes,
    versionsPerPage: settings.maxVersionsPerPage,
  });
  const nowhere = await createNowhereApp(observation);
  const gateway = new Gateway(log, settings.supabasePath, clock, {
    supabase: (request, response) => storage.routing(request, response),
    replicate: (request, response) => replicate.routing(request, response),
    none: (request, response) => nowhere.routing(request, response),
  });
  const port = await gateway.open(settings.port);
  origin = `http://127.0.0.1:${port}`;
  const supabaseUrl = `${origin}${settings.supabasePath}`;

  const close = async (): Promise<void> => {
    await gateway.close();
    await Promise.all([storage.close(), replicate.close(), nowhere.close()]);
  };

  return {
    origin,
    supabase: Object.freeze({
      url: supabaseUrl,
      serviceRoleKey: await tokens.signKey("service_role"),
      anonKey: await tokens.signKey("anon"),
    }),
    replicate: Object.freeze({ baseUrl: `${origin}/v1`, token: settings.replicateToken }),

    addBucket: (name, { public: isPublic = false } = {}) => {
      bucketNamed(name).public = isPublic;
    },
    putObject: (bucket, key, bytes, options = {}) => {
      if (!isObjectKey(key)) {
        throw new EmulatorError(
          "key",
          `${JSON.stringify(key)} is no legal key; use ASCII letters, digits and _/!.*'() &$@=;:+,?-`,
        );
      }
      const content = bytesContent(typeof bytes === "string" ? Buffer.from(bytes) : Uint8Array.from(bytes));
      store.put(bucketNamed(bucket), key, { content, ...options });
    },
    getObject: async (bucket, key) => {
      const content = (await store.find(bucket, key))?.content;
      if (content === undefined) return undefined;
      const pieces: Uint8Array[] = [];
      for await (const piece of content.read(0, content.size)) pieces.push(piece);
      return new Uint8Array(Buffer.concat(pieces));
    },
    removeObject: (name, key) => {
      const bucket = store.buckets.get(name);
      bucket?.removed.add(key);
      return bucket?.objects.delete(key) ?? false;
    },
    addFolder: (folder, { public: isPublic = false } = {}) => addFolder(folder, store, isPublic),
    signedUrl: async (bucket, key, { expiresIn = 3600 } = {}) =>
      `${supabaseUrl}/storage/v1/object/sign/${encode(bucket, key)}?token=${await tokens.signUrl(`${bucket}/${key}`, expiresIn)}`,
    publicUrl: (bucket, key) => `${supabaseUrl}/storage/v1/object/public/${encode(bucket, key)}`,
    createKey: (role, { expiresIn } = {}) => tokens.signKey(role, expiresIn),

    addModel: ({ owner, name, description = "", versions = [] }) => {
      const createdAt = new Date(clock());
      models.add({ owner, name, description, versions: versions.map((id) => ({ id: versionId(id), createdAt })) });
    },
    get files() {
      return Object.freeze(files.list().map((file) => showFile(file)));
    },
    get predictions() {
      return Object.freeze([...predictions.values()].map((prediction) => showPrediction(prediction)));
    },

    get requests() {
      return log.snapshot();
    },
    clearRequests: () => log.clear(),
    idle: () => log.idle(),
    connections: () =>
      new Promise((resolve, reject) => {
        gateway.server.getConnections((error, count) => (error === null ? resolve(count) : reject(error)));
      }),

    fault: (rule) => plan.add(rule),
    faultEach: (choose) => plan.addChooser(choose),
    clearFaults: () => plan.clear(),

    close,
    [Symbol.asyncDispose]: close,
  };

  function bucketNamed(name: string): StoredBucket {
    const bucket = store.buckets.get(name);
    if (bucket !== undefined) return bucket;
    if (isBucketName(name)) return store.addBucket(name, false);
    throw new EmulatorError(
      "bucket",
      `${JSON.stringify(name)} is no legal name; use 1 to 100 of the characters a key may have, without /`,
    );
  }
}

function encode(bucket: string, key: string): string {
  return [bucket, ...key.split("/")].map((segment) => encodeURIComponent(segment)).join("/");
}

function versionId(id: string): string {
  if (/^[0-9a-f]{64}$/.test(id)) return id;
  throw new EmulatorError("versions", `must be ids of 64 hexadecimal digits, not ${JSON.stringify(id)}`);
}
