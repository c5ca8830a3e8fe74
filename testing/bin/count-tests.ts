import { countTests } from "../src/count-tests.ts";

const { passed, failed, skipped } = countTests(`${import.meta.dirname}/../..`, Number(process.argv[2] ?? 0));
console.log(`${passed} passed, ${failed} failed${skipped === 0 ? "" : `, ${skipped} skipped`}`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
