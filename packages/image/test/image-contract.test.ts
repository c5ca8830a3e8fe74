import { startEmulator } from "@vg/emulator";
import { afterAll } from "vitest";
import { imageContract } from "./support/image-contract.ts";

const emulator = await startEmulator();
afterAll(() => emulator.close());

imageContract(emulator);
