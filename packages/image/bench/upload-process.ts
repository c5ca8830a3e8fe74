import type { Services } from "./services.ts";
import { clientUpload, clientUploadSideBySide, ours } from "./ways.ts";

/** The memory that a way of uploading needs, measured in a process that does nothing else. */
export interface UploadMemory {
  /** Millions of bytes of resident memory above what there was after the clients were loaded and had been used once. */
  readonly extra: number;
}

const upload = (services: Services): Promise<void> => ours(services, { strategies: ["upload"] });
const ways = new Map([upload, clientUpload, clientUploadSideBySide].map((way) => [way.name, way]));

process.once("message", async (services: Services) => {
  const way = ways.get(process.argv[2] ?? "");
  if (way === undefined) throw new RangeError(`There is no way of this name: ${process.argv[2]}`);
  await way({ ...services, keys: services.keys.slice(0, 1) });
  const before = process.memoryUsage.rss();
  let peak = before;
  const sampling = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 2);
  await way(services);
  clearInterval(sampling);
  process.send?.({ extra: (peak - before) / 1e6 } satisfies UploadMemory);
  process.disconnect();
});
