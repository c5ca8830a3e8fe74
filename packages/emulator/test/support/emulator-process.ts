import { startEmulator } from "../../src/index.ts";

// A process of its own for tests that look at memory or at how a process ends. Messages say what to do.

const emulator = await startEmulator();
process.send?.({ supabase: emulator.supabase });
process.on("message", (message) => {
  if (message === "peak") process.send?.({ peak: process.resourceUsage().maxRSS * 1024 });
  if (message === "requests") process.send?.({ requests: emulator.requests.length });
  if (message === "hang") emulator.fault({ kind: "hang" });
  if (message === "drip") emulator.fault({ kind: "drip" });
  if (message === "close") void emulator.close().then(() => process.disconnect());
  if (typeof message === "object" && message !== null && "folder" in message) {
    void emulator.addFolder(String(message.folder)).then(() => process.send?.({ added: true }));
  }
});
