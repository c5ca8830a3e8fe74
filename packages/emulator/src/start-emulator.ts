import type { Emulator } from "./emulator.ts";
import { FaultPlan } from "./faults/fault-plan.ts";
import { createGatewayApp } from "./http/fastify-app.ts";
import { Gateway } from "./http/gateway.ts";
import type { ServiceContext } from "./http/request-hooks.ts";
import { type EmulatorOptions, type EmulatorSettings, validateOptions } from "./options.ts";
import { copyOfFile, FileStore } from "./replicate/files.ts";
import { ModelStore } from "./replicate/models/model-store.ts";
import { createModel } from "./replicate/models/model.ts";
import { validateModel } from "./replicate/models/validate-model.ts";
import { PredictionScript } from "./replicate/predictions/prediction-script.ts";
import { PredictionStore } from "./replicate/predictions/prediction-store.ts";
import { copyOfPrediction } from "./replicate/predictions/prediction.ts";
import { WebhookSender } from "./replicate/predictions/webhooks.ts";
import { createReplicateApp } from "./replicate/replicate-app.ts";
import { RequestLog } from "./request-log.ts";
import { createTokens } from "./storage/auth.ts";
import { addFolder } from "./storage/folder.ts";
import { bytesContent, ObjectStore, type StoredBucket } from "./storage/object-store.ts";
import { createStorageApp } from "./storage/storage-app.ts";
import { Timeline } from "./timeline.ts";
import {
  validateBucketName,
  validateBucketOptions,
  validateDuration,
  validateExpiry,
  validateFolder,
  validateNewObject,
  validatePlace,
  validateRole,
} from "./validate-arguments.ts";

/**
 * Starts a Supabase Storage and a Replicate on one port of 127.0.0.1, in this process.
 *
 * @throws {@link EmulatorError} that names the invalid option.
 * @example
 * ```ts
 * import { startEmulator } from "@vg/emulator";
 *
 * const emulator = await startEmulator();
 * emulator.putObject("images", "cat.txt", "meow", { contentType: "text/plain" });
 *
 * const url = await emulator.signedUrl("images", "cat.txt", { expiresIn: 60 });
 * await (await fetch(url)).text(); // => 'meow'
 * emulator.requests[0]?.route; // => 'object.signed'
 *
 * await emulator.close();
 * ```
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  return createEmulator(validateOptions(options));
}

async function createEmulator(settings: EmulatorSettings): Promise<Emulator> {
  const timeline = new Timeline(settings.clock);
  const now = (): number => timeline.now();
  const log = new RequestLog(settings.maxRequests, now);
  const plan = new FaultPlan();
  const store = new ObjectStore(now);
  const files = new FileStore(now);
  const models = new ModelStore();
  for (const model of Object.values(settings.models)) models.add(createModel(model, now()));
  const script = new PredictionScript(settings.pace === "at-once" ? { startsAfter: 0, runsFor: 0 } : settings.pace);
  const webhooks = new WebhookSender(timeline, settings.webhookSecret);
  let address = "";
  const origin = (): string => address;
  const predictions = new PredictionStore({ timeline, files, script, webhooks, origin });
  const tokens = await createTokens(settings.jwtSecret, now);
  const context: ServiceContext = {
    plan,
    latency: settings.latency,
    recordOf: (request) => log.recordOf(request),
  };

  const gateway = new Gateway({
    log,
    basePath: settings.supabasePath,
    now,
    upstreams: {
      supabase: () =>
        createStorageApp({
          store,
          tokens,
          context,
          maxObjectBytes: settings.maxObjectBytes,
          refusesLegacyKeys: !settings.legacyKeys,
        }),
      replicate: () =>
        createReplicateApp({
          files,
          models,
          predictions,
          timeline,
          context,
          token: settings.replicateToken,
          webhookSecret: settings.webhookSecret,
          origin,
          maxFileBytes: settings.maxFileBytes,
          versionsPerPage: settings.maxVersionsPerPage,
          refusesUnknownInputs: settings.unknownInputs === "refuse",
        }),
      none: () => createGatewayApp(context),
    },
    isPublic: (path) => needsNoToken(path, models),
  });
  const port = await gateway.open(settings.port);
  address = `http://127.0.0.1:${port}`;
  const supabaseUrl = `${address}${settings.supabasePath}`;

  const close = async (): Promise<void> => {
    timeline.close();
    webhooks.close();
    await gateway.close();
  };

  const serviceRoleKey = await tokens.signKey("service_role");
  const baseUrl = `${address}/v1`;
  return {
    origin: address,
    env: Object.freeze({
      SUPABASE_URL: supabaseUrl,
      SUPABASE_SERVICE_ROLE_KEY: serviceRoleKey,
      REPLICATE_BASE_URL: baseUrl,
      REPLICATE_API_TOKEN: settings.replicateToken,
    }),
    supabase: Object.freeze({
      url: supabaseUrl,
      serviceRoleKey,
      anonKey: await tokens.signKey("anon"),
      secretKey: tokens.opaqueKeys.secret,
      publishableKey: tokens.opaqueKeys.publishable,
    }),
    replicate: Object.freeze({
      baseUrl,
      token: settings.replicateToken,
      webhookSecret: settings.webhookSecret,
    }),

    addBucket: (name, options = {}) => {
      validateBucketOptions(options);
      const { public: isPublic = false, fileSizeLimit = null, allowedMimeTypes = null } = options;
      const types = allowedMimeTypes === null ? null : [...allowedMimeTypes];
      store.changeBucket(bucketNamed(name), { public: isPublic, fileSizeLimit, allowedMimeTypes: types });
    },
    putObject: (bucket, key, bytes, options = {}) => {
      validateNewObject(key, bytes, options);
      const { contentType, cacheControl } = options;
      const content = bytesContent(typeof bytes === "string" ? Buffer.from(bytes) : Uint8Array.from(bytes));
      store.put(bucketNamed(bucket), key, { content, contentType, cacheControl });
    },
    getObject: async (bucket, key) => {
      validatePlace(bucket, key);
      const content = (await store.find(bucket, key))?.content;
      if (content === undefined) return undefined;
      const pieces: Uint8Array[] = [];
      for await (const piece of content.read(0, content.size)) pieces.push(piece);
      return new Uint8Array(Buffer.concat(pieces));
    },
    removeObject: (name, key) => {
      validatePlace(name, key);
      const bucket = store.buckets.get(name);
      return bucket !== undefined && store.removeNow(bucket, key);
    },
    addFolder: async (folder, options = {}) => {
      validateFolder(folder, options);
      return addFolder(folder, store, options.public);
    },
    signedUrl: async (bucket, key, options = {}) => {
      validatePlace(bucket, key);
      validateExpiry(options);
      const token = await tokens.signUrl(`${bucket}/${key}`, options.expiresIn ?? 3600);
      return `${supabaseUrl}/storage/v1/object/sign/${encode(bucket, key)}?token=${token}`;
    },
    publicUrl: (bucket, key) => {
      validatePlace(bucket, key);
      return `${supabaseUrl}/storage/v1/object/public/${encode(bucket, key)}`;
    },
    createKey: async (role, options = {}) => {
      validateRole(role);
      validateExpiry(options);
      return tokens.signKey(role, options.expiresIn);
    },

    addModel: (model) => {
      validateModel(model);
      models.add(createModel(model, now()));
    },
    get files() {
      return Object.freeze(files.list().map((file) => copyOfFile(file)));
    },
    get predictions() {
      return Object.freeze(predictions.list().map((prediction) => copyOfPrediction(prediction)));
    },

    script: (rule) => script.add(rule),
    clearScripts: () => script.clear(),
    advance: async (ms) => {
      validateDuration(ms);
      await timeline.advance(ms);
    },
    get webhooks() {
      return webhooks.deliveries;
    },

    get requests() {
      return log.snapshot();
    },
    clearRequests: () => log.clear(),
    idle: async () => {
      await log.idle();
      await timeline.settled();
    },
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
    validateBucketName(name);
    return store.buckets.get(name) ?? store.addBucket(name);
  }
}

function encode(bucket: string, key: string): string {
  return [bucket, ...key.split("/")].map((segment) => encodeURIComponent(segment)).join("/");
}

/** Returns whether a path is one of a prediction's files or pages, or the public page of a model. */
function needsNoToken(path: string, models: ModelStore): boolean {
  const [, first = "", second = "", ...more] = path.split("/");
  if (first === "delivery" || first === "p") return true;
  return more.length === 0 && models.find(first, second) !== undefined;
}
