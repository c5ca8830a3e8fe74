import { describe, expect, test } from "vitest";
import { parseActuals } from "../../src/accuracy/parse-actuals.ts";
import { formatPlace } from "../../src/accuracy/rows.ts";

describe("the format of actuals", () => {
  test.each([
    ["a.jsonl", '{"cost":1}\n{"cost":2}', ["line 1", "line 2"]],
    ["a.NDJSON", '{"cost":1}', ["line 1"]],
    ["a.json", '[{"cost":1},{"cost":2}]', ["item 1", "item 2"]],
    ["a.csv", "duration,cost\n5,0.3", ["line 2"]],
    ["a.tsv", "duration\tcost\n5\t0.3", ["line 2"]],
    ["-", ' [{"cost":1}]', ["item 1"]],
    ["-", '{"cost":1}\n{"cost":2}\n', ["line 1", "line 2"]],
    ["-", '{"cost":1}', ["line 1"]],
    ["-", '{\n"cost":1}', ["item 1"]],
    ["-", '{"results":[{"cost":1}],\n"next":null}', ["item 1"]],
    ["actuals.txt", "duration,cost\n5,0.3\n6,0.4", ["line 2", "line 3"]],
  ])("of %s with %j gives rows at %j", async (file, text, places) => {
    const { rows } = await parseActuals({ file, name: file, text });

    expect(rows.map(({ place }) => formatPlace(place))).toEqual(places);
  });

  test("is what somebody says it is, whatever the name", async () => {
    const text = '{"cost":1}\n{"cost":2}';

    expect((await parseActuals({ file: "a.json", name: "a.json", text }, "jsonl")).rows).toHaveLength(2);
  });
});

describe("rows of CSV", () => {
  test.each([
    ["a semicolon", "duration;cost;note\n5;0.3;a, b"],
    ["a tab", "duration\tcost\n5\t0.3"],
    ["a byte order mark taken off, blank lines and Windows line breaks", "\r\nDuration, COST\r\n\r\n5, 0.3\r\n\r\n"],
    ["quotes", '"duration","cost"\n"5","0.3"'],
    ["old line breaks", "duration,cost\r5,0.3"],
    ["columns that nobody asked for", "shot,cost,who,duration\n7,0.3,me,5"],
  ])("are read with %s", async (_what, text) => {
    const { rows } = await parseActuals({ file: "a.csv", name: "a.csv", text });

    expect(rows.map(({ value }) => value)).toEqual([{ duration: "5", cost: "0.3" }]);
  });

  test("keep the line on which they end where a cell holds line breaks", async () => {
    const text = 'id,duration,cost\n"a\nb",5,0.3\nc,6,0.4';
    const { rows } = await parseActuals({ file: "a.csv", name: "a.csv", text });

    expect(rows).toEqual([
      { place: { line: 3 }, value: { id: "a\nb", duration: "5", cost: "0.3" } },
      { place: { line: 4 }, value: { id: "c", duration: "6", cost: "0.4" } },
    ]);
  });

  test("say nothing where a cell is empty", async () => {
    const { rows } = await parseActuals({ file: "a.csv", name: "a.csv", text: "id,duration,cost\n,5,\n" });

    expect(rows[0]?.value).toEqual({ duration: "5" });
  });
});

describe("a page of predictions", () => {
  test.each([
    ["https://api.example/predictions?cursor=x", true],
    [null, false],
    [undefined, false],
  ])("with the next page %j has more: %s", async (next, hasNextPage) => {
    const text = JSON.stringify({ previous: null, next, results: [{ id: "a" }] });

    expect(await parseActuals({ file: "a.json", name: "a.json", text })).toMatchObject({
      rows: [{ place: { item: 1 }, value: { id: "a" } }],
      hasNextPage,
    });
  });

  test.each([
    ['[\n  {"a": 1},\n\n  {"b": [2,\n 3]}, {}\n]', ["line 2 (item 1)", "line 4 (item 2)", "line 5 (item 3)"]],
    ['{ "next": null,\n "results": [\n {}\n]}', ["line 3 (item 1)"]],
    ['{ "cost": 1 }', ["item 1"]],
  ])("knows the lines of its items in %j", async (text, places) => {
    const { rows, locate } = await parseActuals({ file: "a.json", name: "a.json", text });

    expect(rows.map(({ place }) => formatPlace(locate(place)))).toEqual(places);
  });
});

describe("a file that is not what it should be", () => {
  const SIGNED = '{"id": "a", "input": {"image": "https://x.supabase.co/a?token=eyJsecret"},}';

  test.each([
    ["a.csv", "", "a.csv: is empty; its first line must be a header such as duration,cost"],
    ["a.csv", "seconds,price\n5,0.3", "a.csv, line 1, duration: is missing; the first line must name the columns"],
    ["a.csv", "seconds,price\n5,0.3", "a.csv, line 1, cost: is missing"],
    ["a.csv", "duration,cost,Cost\n5,0.3,1", "a.csv, line 1, cost: is the name of 2 columns; keep one"],
    ["a.csv", "duration,cost\n5,0.3\n5,0,3\n7\n", "a.csv, line 3: has 3 cells, but the header has 2"],
    ["a.csv", "duration,cost\n5,0.3\n5,0,3\n7\n", "a.csv, line 4: has 1 cell, but the header has 2"],
    ["a.csv", 'duration,cost\n5,"0.3\n6,0.4', "a.csv, line 3: is not CSV (CSV_QUOTE_NOT_CLOSED): check its quotes"],
    ["a.json", "", "a.json, line 1: is not JSON: "],
    ["a.json", '[{"a":1},\n {"a" 2}]', "a.json, line 2: is not JSON: colon expected at column 7"],
    ["a.json", "42", "a.json: must be an array of predictions or of rows of duration and cost"],
    ["a.jsonl", '{"a":1}\n{"a":}\n\nnope\n', "a.jsonl, line 2: is not JSON: value expected at column 6"],
    ["a.jsonl", '{"a":1}\n{"a":}\n\nnope\n', "a.jsonl, line 4: is not JSON: invalid symbol at column 1"],
    ["a.jsonl", SIGNED, "a.jsonl, line 1: is not JSON: property name expected at column"],
  ])("is refused: %s with %j", async (file, text, message) => {
    const reading = parseActuals({ file, name: file, text });

    await expect(reading).rejects.toMatchObject({ name: "CliError", exitCode: 2 });
    await expect(reading).rejects.toThrow(message);
    await expect(reading).rejects.not.toThrow("secret");
  });

  test("names the first twenty problems and counts the others", async () => {
    const text = Array.from({ length: 25 }, () => "{").join("\n");
    const reading = parseActuals({ file: "a.jsonl", name: "a.jsonl", text });

    await expect(reading).rejects.toThrow(/line 20: .*\nand 5 more like these$/);
  });
});
