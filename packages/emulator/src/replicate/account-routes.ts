import type { FastifyInstance } from "fastify";

/** The hardware that models run on. */
const HARDWARE: readonly { readonly name: string; readonly sku: string }[] = [
  { name: "CPU (Small)", sku: "cpu-small" },
  { name: "CPU", sku: "cpu" },
  { name: "Nvidia T4 GPU", sku: "gpu-t4" },
  { name: "Nvidia L40S GPU", sku: "gpu-l40s" },
  { name: "2x Nvidia L40S GPU", sku: "gpu-l40s-2x" },
  { name: "Nvidia A100 (80GB) GPU", sku: "gpu-a100-large" },
  { name: "2x Nvidia A100 (80GB) GPU", sku: "gpu-a100-large-2x" },
  { name: "Nvidia H100 GPU", sku: "gpu-h100" },
];

/** Adds the routes of the account, the hardware and the secret that signs webhooks. */
export function accountRoutes(app: FastifyInstance, webhookSecret: string): void {
  app.get("/v1/account", { config: { routeName: "account.get" } }, async () => ({
    type: "organization",
    username: "emulator",
    name: "Emulator",
    github_url: "https://github.com/emulator",
  }));

  app.get("/v1/hardware", { config: { routeName: "hardware.list" } }, async () => HARDWARE);

  app.get("/v1/webhooks/default/secret", { config: { routeName: "webhooks.secret" } }, async () => ({
    key: webhookSecret,
  }));
}
