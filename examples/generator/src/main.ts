import { runExample } from "./example.ts";

const stop = new AbortController();
process.once("SIGINT", () => stop.abort());
console.log((await runExample(process.argv.slice(2), stop.signal)).join("\n"));
