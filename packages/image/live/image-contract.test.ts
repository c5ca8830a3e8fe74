import { loadConfig } from "@vg/config";
import { imageContract } from "../test/support/image-contract.ts";

imageContract(loadConfig({ require: ["supabase"], onWarning: () => {} }));
