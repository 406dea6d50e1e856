import { describe, expect, it } from "vitest";
import {
  fault,
  fieldsOf,
  fromList,
  groupOf,
  listOf,
  missing,
  range,
  shownDefault,
  withValue,
} from "./fields";

function only(of: unknown, required: string[] = []) {
  const [field] = fieldsOf({ type: "object", required, properties: { p: of } });
  if (!field) throw new Error("no field");
  return field;
}

describe("fieldsOf", () => {
  it("has nothing for what is no schema of an object", () => {
    expect(fieldsOf(undefined)).toEqual([]);
    expect(fieldsOf(null)).toEqual([]);
    expect(fieldsOf(true)).toEqual([]);
    expect(fieldsOf({ type: "object" })).toEqual([]);
  });

  it("puts required fields first and keeps the order otherwise", () => {
    const schema = {
      required: ["c"],
      properties: { a: { type: "string" }, b: { type: "string" }, c: { type: "string" } },
    };
    expect(fieldsOf(schema).map((f) => f.name)).toEqual(["c", "a", "b"]);
  });

  it("takes label, help, default and bounds", () => {
    expect(
      only({
        type: "integer",
        title: "Votes",
        description: "How often.",
        minimum: 1,
        maximum: 9,
        default: 1,
      }),
    ).toMatchObject({ label: "Votes", help: "How often.", kind: "integer", min: 1, max: 9 });
    expect(only({ type: "string" }).label).toBe("P");
  });

  it.each([
    [{ type: "boolean" }, "switch"],
    [{ type: "number" }, "number"],
    [{ enum: ["all", "any"] }, "choice"],
    [{ type: "string", enum: ["a"] }, "choice"],
    [{ enum: [1, 2] }, "json"],
    [{ type: "string" }, "text"],
    [{ type: "string", format: "cel" }, "long"],
    [{ type: "string", format: "judge-template" }, "long"],
    [{ type: "string", format: "re2", maxLength: 1000 }, "text"],
    [{ type: ["string", "array"], items: { type: "string" } }, "list"],
    [{ type: ["array", "null"], items: { type: "string" } }, "list"],
    [{ type: "array", items: { type: "string", enum: ["joy"] } }, "choices"],
    [{ type: "array", items: { type: "number" } }, "json"],
    [{ type: "object" }, "json"],
    [{ type: ["object", "boolean"] }, "json"],
    [{ type: "object", additionalProperties: { type: "number" } }, "json"],
    [{ type: "object", properties: { provider: { type: "string" } } }, "group"],
    [{}, "json"],
  ])("knows the kind of %j", (schema, kind) => {
    expect(only(schema).kind).toBe(kind);
  });

  it("has the options of a list of choices and the fields of a group", () => {
    expect(only({ type: "array", items: { type: "string", enum: ["joy"] } }).options).toEqual([
      "joy",
    ]);
    expect(
      only({ type: "object", properties: { model: { type: "string" } } }).fields?.map(
        (f) => f.name,
      ),
    ).toEqual(["model"]);
  });
});

describe("values", () => {
  it("leaves out what is empty, and keeps false, 0 and null", () => {
    expect(withValue({ a: 1 }, "a", "")).toEqual({});
    expect(withValue({ a: 1 }, "a", [])).toEqual({});
    expect(withValue({ a: 1 }, "a", undefined)).toEqual({});
    expect(withValue({}, "a", false)).toEqual({ a: false });
    expect(withValue({}, "a", 0)).toEqual({ a: 0 });
    expect(withValue({}, "a", null)).toEqual({ a: null });
  });

  it("keeps an empty object, which is a schema like any other, but no empty group", () => {
    expect(withValue({}, "a", {})).toEqual({ a: {} });
    expect(groupOf({})).toBeUndefined();
    expect(groupOf({ model: "m" })).toEqual({ model: "m" });
  });

  it("does not change the values it was given", () => {
    const before = { a: 1 };
    withValue(before, "a", 2);
    expect(before).toEqual({ a: 1 });
  });

  it("reads one text as a list and gives one back where it may", () => {
    const field = only({ type: ["string", "array"], items: { type: "string" } });
    expect(listOf("a, b")).toEqual(["a, b"]);
    expect(listOf(undefined)).toEqual([]);
    expect(fromList(field, ["x"])).toBe("x");
    expect(fromList(field, ["x", "y"])).toEqual(["x", "y"]);
    const list = only({ type: "array", items: { type: "string" } });
    expect(fromList(list, ["x"])).toEqual(["x"]);
  });

  it("names what is required and missing", () => {
    const fields = fieldsOf({ required: ["p"], properties: { p: { type: "string" } } });
    expect(missing(fields, {})).toEqual(["p"]);
    expect(missing(fields, { p: "x" })).toEqual([]);
  });
});

describe("fault", () => {
  it("holds numbers against their bounds", () => {
    const field = only({ type: "number", minimum: 0, exclusiveMaximum: 1 });
    expect(fault(field, 0)).toBeNull();
    expect(fault(field, 1)).toBe("must be at least 0 and below 1");
    expect(fault(field, -1)).not.toBeNull();
    expect(fault(only({ type: "number", exclusiveMinimum: 0 }), 0)).toBe("must be above 0");
    expect(fault(only({ type: "integer" }), 1.5)).toBe("must be a whole number");
    expect(fault(only({ type: "integer" }), undefined)).toBeNull();
  });

  it("holds texts against their length", () => {
    expect(fault(only({ type: "string", maxLength: 2 }), "abc")).toBe("at most 2 characters");
  });

  it("says bounds in words", () => {
    expect(range(only({ type: "number", minimum: 0, maximum: 1 }))).toBe("0 to 1");
    expect(range(only({ type: "number", minimum: 1 }))).toBe("at least 1");
    expect(range(only({ type: "number" }))).toBe("");
  });
});

describe("shownDefault", () => {
  it("writes texts as they are and the rest as JSON", () => {
    expect(shownDefault(only({ enum: ["all"], default: "all" }))).toBe("all");
    expect(shownDefault(only({ type: "number", default: 0.5 }))).toBe("0.5");
    expect(shownDefault(only({ type: "number" }))).toBe("");
  });
});
