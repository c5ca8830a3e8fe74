import { type ClipWish, MODELS, modelInput, type ModelInput, type ModelName } from "@vg/config";
import { median, reportFigures } from "@vg/testing/bench-report";
import { inputValidator } from "../test/input-schema.ts";

/**
 * The inputs of 100,000 clips on every model of the catalogue in turn: how long making them takes, and that as a multiple of
 * what ajv takes to validate them.
 */

const CLIPS = 100_000;
const models = Object.entries(MODELS).map(([name, spec]) => ({ name, isValid: inputValidator(spec) }));
const wishes = Array.from({ length: CLIPS }, (_, index) => wishAt(index));

const rounds = Array.from({ length: 5 }, () => {
  const making = measure((model, index) => modelInput(model, wishes[index] ?? wishAt(index)));
  const validating = measure((_model, index) => {
    const made = making.results[index];
    if (models[index % models.length]?.isValid(made?.input) !== true) throw new Error(`Input ${index} is invalid.`);
    return made;
  });
  return { seconds: making.seconds, ratio: making.seconds / validating.seconds };
});

const seconds = median(rounds.map((round) => round.seconds));
reportFigures([
  {
    what: `making 100,000 inputs, ${seconds.toFixed(2)} s, to validating them`,
    measured: median(rounds.map(({ ratio }) => ratio)),
    bound: { atMost: 15 },
  },
]);

/** The wish of a clip: of lengths, seeds and texts of its own, as jobs have them. */
function wishAt(index: number): ClipWish {
  return {
    duration: 1 + (index % 97) / 8,
    prompt: `the boat, seen for the ${index}th time`,
    image: `https://abc.supabase.co/storage/v1/object/sign/film/${index}.png?token=t`,
    seed: index,
    ...(index % 3 === 0 && { resolution: "720p" }),
    ...(index % 5 === 0 && { audio: true }),
  };
}

function measure(work: (model: ModelName, index: number) => ModelInput | undefined) {
  const results: (ModelInput | undefined)[] = [];
  const start = performance.now();
  for (let index = 0; index < CLIPS; index += 1) results.push(work(models[index % models.length]?.name ?? "", index));
  return { results, seconds: (performance.now() - start) / 1000 };
}
