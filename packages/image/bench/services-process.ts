import { startEmulator } from "@vg/emulator";
import { blackPng } from "../test/support/sample-images.ts";
import { BUCKET, type Services, type Traffic } from "./services.ts";

const IMAGES = 64;
const SIZE = 1_000_000;
const LATENCY = 50;

const emulator = await startEmulator({ latency: LATENCY });
const { supabase, replicate } = emulator;
const keys = Array.from({ length: IMAGES }, (_, index) => `${index}.png`);
for (const key of keys) emulator.putObject(BUCKET, key, blackPng(8, 8, key.padEnd(SIZE, " ")));

process.on("message", () => {
  const requests = emulator.requests;
  emulator.clearRequests();
  // An answer to signing is JSON, and so is the request for it.
  const imageBytes = requests
    .filter(({ route }) => !route.startsWith("object.sign") || route === "object.signed")
    .reduce((sum, { bodyBytes, bytesSent }) => sum + bodyBytes + bytesSent, 0);
  process.send?.({ requests: requests.length, imageBytes } satisfies Traffic);
});
process.on("disconnect", () => void emulator.close());
process.send?.({ supabase, replicate, keys } satisfies Services);
