import { runChaos } from "./run-chaos.ts";

const [clients = 32, seconds = 20] = process.argv.slice(2).map(Number);
const { problems, ...counts } = await runChaos({ clients, seconds });
console.log(`${clients} clients, ${seconds} s: ${JSON.stringify(counts)}`);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
