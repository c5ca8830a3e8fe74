import { formatValue } from "@vg/internal";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatClipRanges } from "../../src/render/format.ts";
import { renderTable } from "../../src/render/table.ts";
import { wrap, wrapLines } from "../../src/render/wrap.ts";

describe("clipRanges", () => {
  test.each([
    [[0], "clip 1"],
    [[0, 1, 2], "clips 1-3"],
    [[0, 1, 2, 6], "clips 1-3 and 7"],
    [[0, 2, 4], "clips 1, 3, and 5"],
    [[0, 2, 4, 6, 8, 10, 12, 14, 16, 18], "clips 1, 3, 5, 7, 9, 11, 13, and 3 more"],
  ])("shows %j as %j", (indexes, text) => {
    expect(formatClipRanges(indexes)).toBe(text);
  });
});

describe("a wrong value in a message", () => {
  test.each([
    [null, "null"],
    [true, "true"],
    [-0.5, "-0.5"],
    [[], "an empty list"],
    [[1], "a list"],
    [{}, "an object"],
    ["a\nb", String.raw`"a\nb"`],
    ["x".repeat(90), `"${"x".repeat(80)}..."`],
    ["https://a.b/c.png?token=canary", '"https://a.b/c.png?..."'],
    ["https://a.b/c.png#canary", '"https://a.b/c.png?..."'],
    ["https://me:canary@a.b/c.png", '"https://...@a.b/c.png"'],
    ["https://canary@a.b/c@d.png", '"https://...@a.b/...@d.png"'],
    ["https://me:can@ry@a.b/c.png", '"https://...@a.b/c.png"'],
    ["HTTPS:/me:canary@a.b/c.png", '"HTTPS:/...@a.b/c.png"'],
    ["https:me:canary@a.b/c.png", '"...@a.b/c.png"'],
    [String.raw`https:\\me:canary@a.b\c.png`, String.raw`"https:\\\\...@a.b\\c.png"`],
    ["s3://me:canary@a.b/c.png?x", '"s3://...@a.b/c.png?..."'],
    ["the boat: me@sea", '"the boat: ...@sea"'],
    [" https://me:canary@a.b/c.png?token=canary", '" https://...@a.b/c.png?..."'],
    ["\uFEFF<https://me:canary@a.b/c.png>", String.raw`"\ufeff<https://...@a.b/c.png>"`],
    ["//me:canary@a.b", '"//...@a.b"'],
    ["me:canary@a.b/c?token=canary", '"...@a.b/c?..."'],
    ["Where? https://a.b/c?token=canary", '"Where? https://a.b/c?..."'],
  ])("shows %j as %s", (value, shown) => {
    expect(formatValue(value)).toBe(shown);
  });

  test.each(["/", "a", "@", "?"])("does not take long for very many %s", (character) => {
    expect(formatValue(character.repeat(5_000_000)).length).toBeLessThan(100);
  });
});

describe("wrap", () => {
  test.each([
    ["a line", { width: undefined }, ["a line"]],
    ["a line", { width: 6 }, ["a line"]],
    ["a line of words", { width: 6 }, ["a line", "of", "words"]],
    ["  clip 1: too long", { width: 9, indent: "    " }, ["  clip 1:", "    too", "    long"]],
    ["see https://a.b/c now", { width: 8 }, ["see", "https://a.b/c", "now"]],
    ["see https://a.b/c", { width: 8, breakWords: true }, ["see", "https://", "a.b/c"]],
    [
      "modelVersions.svd stability-ai/stable-video-diffusion:3f0457e4619d",
      { width: 20, breakWords: true },
      ["modelVersions.svd", "stability-ai/stable-", "video-diffusion:", "3f0457e4619d"],
    ],
    ["SUPABASE_SERVICE_ROLE_KEY", { width: 20, breakWords: true }, ["SUPABASE_SERVICE_", "ROLE_KEY"]],
    [`a r8_${"x".repeat(20)} b`, { width: 12, breakWords: true }, ["a [redacted]", "b"]],
    ["ab", { width: 0, indent: "  ", breakWords: true }, ["ab"]],
    ["abcdef", { width: 0, indent: "  ", breakWords: true }, ["abc", "  d", "  e", "  f"]],
    ["", { width: 3 }, [""]],
  ])("breaks %j with %j into %j", (text, options, lines) => {
    expect(wrap(text, options)).toEqual(lines);
  });

  test("loses no word, whatever the width", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/)), fc.integer({ min: 0, max: 40 }), (words, width) => {
        expect(wrap(words.join(" "), { width, indent: "  " }).join(" ").split(/ +/)).toEqual(
          words.join(" ").split(/ +/),
        );
      }),
    );
  });
});

test.each([
  ["one two\n  three four", 7, "one two\n  three\n  four"],
  ["one two", undefined, "one two"],
])("breaks the lines of %j at %s into %j", (text, width, lines) => {
  expect(wrapLines(text, { width })).toBe(lines);
});

describe("renderTable", () => {
  test("aligns columns, and lets a text run across them", () => {
    const table = renderTable(
      [{ head: "no", align: "right" }, { head: "what" }, { head: "where" }],
      [["1", "a boat", "here"], "--- a line across all of them, longer than they are ---", ["12", "", "there"]],
    );

    expect(`\n${table}\n`).toBe(`
no  what    where
 1  a boat  here
--- a line across all of them, longer than they are ---
12          there
`);
  });

  test("wraps the widest column where the terminal is narrow", () => {
    const table = renderTable([{ head: "a" }, { head: "b" }], [["short", "a long text that needs two lines"]], {
      width: 26,
    });

    expect(table.split("\n").every((line) => line.length <= 26)).toBe(true);
    expect(table.replaceAll(/\s+/g, " ")).toBe("a b short a long text that needs two lines");
  });

  test("breaks no word while there is another way", () => {
    const names = ["kling-v2.5-turbo-pro", "cogvideox-t2v"].map((name) => [name, "text only: image not found"]);
    const table = renderTable([{ head: "model" }, { head: "image" }], names, { width: 34 });

    for (const [name = ""] of names) expect(table).toContain(`${name} `);
    expect(table.split("\n").every((line) => line.length <= 34)).toBe(true);
  });

  test("breaks long words after their signs, and ids before other words", () => {
    const reference = `stability-ai/stable-video-diffusion:${"3f0457e4".repeat(8)}`;
    const rows = [
      ["modelVersions.cogvideox-t2v", reference, "the catalogue; COGVIDEOX_MODEL_VERSION changes it"],
      ["supabase.serviceRoleKey", "-", "not set; SUPABASE_SERVICE_ROLE_KEY changes it"],
    ];
    const lines = renderTable([{ head: "setting" }, { head: "value" }, { head: "from" }], rows, { width: 80 }).split(
      "\n",
    );

    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines.map((line) => line.slice(0, 19).trim()).filter((cell) => cell !== "")).toEqual([
      "setting",
      "modelVersions.",
      "cogvideox-t2v",
      "supabase.",
      "serviceRoleKey",
    ]);
    for (const name of ["COGVIDEOX_MODEL_VERSION", "SUPABASE_SERVICE_ROLE_KEY"])
      expect(lines.join("\n")).toContain(name);
  });

  test("breaks words where there is none", () => {
    const table = renderTable([{ head: "a" }, { head: "b" }], [["x".repeat(50), "y".repeat(20)]], { width: 40 });

    expect(table.split("\n").every((line) => line.length <= 40)).toBe(true);
    expect(table.replaceAll(/[^x]/g, "")).toHaveLength(50);
    expect(table.replaceAll(/[^y]/g, "")).toHaveLength(20);
  });

  test("shows every line of the head and of a styled row in its style, and no other", () => {
    const table = renderTable(
      [{ head: "what" }, { head: "where it stands" }],
      [
        ["a boat", "here"],
        { cells: "--- a line ---", style: "red" },
        { cells: ["total", "two long words"], style: "bold" },
      ],
      { width: 17, style: tagged },
    );

    expect(`\n${table}\n`).toBe(`
<bold>what    where it</bold>
<bold>        stands</bold>
a boat  here
<red>--- a line ---</red>
<bold>total   two long</bold>
<bold>        words</bold>
`);
  });

  test("lets a text across the table decide no column's width", () => {
    const table = renderTable([{ head: "a" }, { head: "b" }], ["x".repeat(50), ["1", "2"]], { width: 30 });

    expect(table.split("\n").at(-1)).toBe("1  2");
  });

  test("keeps each row on one line where there is no width to keep to", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.stringMatching(/^[ -~]{0,80}$/), fc.stringMatching(/^[ -~]{0,80}$/))),
        (rows) => {
          const table = renderTable([{ head: "a" }, { head: "b" }], rows);
          expect(table.split("\n").length).toBeLessThanOrEqual(rows.length + 1);
        },
      ),
      { numRuns: 30 },
    );
  });
});

/** Shows a style as a tag. */
function tagged(style: string, text: string): string {
  return `<${style}>${text}</${style}>`;
}
