import { describe, expect, it } from "vitest";
import { addressOf, columnsOf, headersOf, nameOf, sourceOf, type Sending } from "./upload";

const sending: Sending = {
  name: "capitals",
  format: "csv",
  gzip: false,
  charset: "",
  columns: {},
  skipBad: false,
};

describe("sourceOf", () => {
  it.each([
    ["capitals.jsonl", "capitals", "jsonl", false],
    ["Q&A (final).v2.CSV", "Q-A-final-.v2", "csv", false],
    ["items.ndjson.gz", "items", "jsonl", true],
    ["table.tsv", "table", "tsv", false],
    ["list.json", "list", "json", false],
    ["notes.txt", "notes.txt", "jsonl", false],
    ["plain", "plain", "jsonl", false],
  ])("reads %s", (file, name, format, gzip) => {
    expect(sourceOf(file)).toEqual({ name, format, gzip });
  });
});

describe("nameOf", () => {
  it("keeps what a name may have", () => {
    expect(nameOf("Überblick 2026")).toBe("U-berblick-2026");
    expect(nameOf("--x--")).toBe("x");
    expect(nameOf("漢字")).toBe("");
    expect(nameOf("a".repeat(300))).toHaveLength(100);
  });
});

describe("sending", () => {
  it("says where to and what", () => {
    expect(addressOf(sending)).toBe("/v1/datasets/capitals/versions?create=true");
    expect(headersOf(sending)).toEqual({ "Content-Type": "text/csv" });
  });

  it("maps columns of tables, and of nothing else", () => {
    const columns = { "the question": "input", id: "", "a=b": "extra" };
    expect(addressOf({ ...sending, columns, skipBad: true })).toBe(
      "/v1/datasets/capitals/versions?create=true&on_error=skip" +
        "&map=the+question%3Dinput&map=a%3Db%3Dextra",
    );
    expect(addressOf({ ...sending, columns, format: "jsonl" })).not.toContain("map");
  });

  it("names encoding and compression", () => {
    expect(headersOf({ ...sending, charset: "windows-1252", gzip: true })).toEqual({
      "Content-Type": "text/csv;charset=windows-1252",
      "Content-Encoding": "gzip",
    });
  });
});

describe("columnsOf", () => {
  it("finds out what stands between cells", () => {
    expect(columnsOf("id,question,answer\n1,a,b", "csv")).toEqual(["id", "question", "answer"]);
    expect(columnsOf("id;question\r\n1;a,b", "csv")).toEqual(["id", "question"]);
    expect(columnsOf("id\tquestion\n", "csv")).toEqual(["id", "question"]);
    expect(columnsOf("a,b\tc\n", "tsv")).toEqual(["a,b", "c"]);
    expect(columnsOf("sep=;\na,b;c\n", "csv")).toEqual(["a,b", "c"]);
  });

  it("reads quotes, a mark of the encoding, and headers of one column", () => {
    expect(columnsOf('\ufeff"a, ""b""","c\nd",e\n', "csv")).toEqual(['a, "b"', "c\nd", "e"]);
    expect(columnsOf("input", "csv")).toEqual(["input"]);
    expect(columnsOf("", "csv")).toEqual([""]);
  });
});
