import { describe, expect, it } from "vitest";
import { emptied, formOf, furtherOf, withAt, type FormRow } from "./form";

const SCHEMA = {
  type: "object",
  required: ["vendor", "total", "lines"],
  properties: {
    vendor: { type: "string", description: "As it stands on the paper" },
    total: { type: "number" },
    currency: { enum: ["EUR", "USD"] },
    due: { type: ["string", "null"] },
    paid: { type: "boolean" },
    lines: { type: "array", items: { $ref: "#/$defs/line" } },
    buyer: { anyOf: [{ $ref: "#/$defs/party" }, { type: "null" }] },
  },
  $defs: {
    line: {
      type: "object",
      required: ["name", "price"],
      properties: { name: { type: "string" }, price: { type: "number" }, tax: { type: "integer" } },
    },
    party: { type: "object", properties: { name: { type: "string" } } },
  },
};

const VALUE = { vendor: "Acme", total: 12, lines: [{ name: "a", price: 1 }], extra: "more" };

const shape = (rows: FormRow[]) => rows.map((row) => `${row.depth} ${row.id} ${row.kind}`);
const at = (rows: FormRow[], id: string) => rows.find((row) => row.id === id) as FormRow;

describe("a form made from a schema", () => {
  it("has the fields of the schema in its order, then what only the value has", () => {
    expect(shape(formOf(SCHEMA, VALUE))).toEqual([
      "0 vendor text",
      "0 total number",
      "0 currency choice",
      "0 due text",
      "0 paid boolean",
      "0 lines list",
      "1 lines[0] group",
      "2 lines[0].name text",
      "2 lines[0].price number",
      "2 lines[0].tax integer",
      "0 buyer group",
      "1 buyer.name text",
      "0 extra text",
    ]);
  });

  it("knows what is absent, what must be, what may be null", () => {
    const rows = formOf(SCHEMA, VALUE);
    expect(at(rows, "vendor")).toMatchObject({ required: true, absent: false, removable: false });
    expect(at(rows, "due")).toMatchObject({ required: false, absent: true, nullable: true });
    expect(at(rows, "buyer").nullable).toBe(true);
    expect(at(rows, "lines[0]").removable).toBe(true);
    expect(at(rows, "extra").removable).toBe(true);
    expect(at(rows, "currency").options).toEqual(["EUR", "USD"]);
    expect(at(rows, "vendor").help).toBe("As it stands on the paper");
  });

  it("says what does not fit the schema, and lets it stand", () => {
    const rows = formOf(SCHEMA, { ...VALUE, total: "12", currency: "GBP", paid: true });
    expect(at(rows, "total")).toMatchObject({ fault: true, value: "12" });
    expect(at(rows, "currency").fault).toBe(true);
    expect(at(rows, "paid").fault).toBe(false);
    expect(at(rows, "due").fault).toBe(false);
  });

  it("gives what fits no field as JSON", () => {
    expect(at(formOf(SCHEMA, { lines: "none" }), "lines").kind).toBe("json");
    expect(at(formOf(SCHEMA, { buyer: 7 }), "buyer").kind).toBe("json");
  });

  it("ends, also where a schema names itself", () => {
    const tree = { type: "object", properties: { child: { $ref: "#" } } };
    const rows = formOf(tree, {});
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.at(-1)?.kind).toBe("json");
    expect(formOf({ $ref: "#" }, { a: 1 })).toBeDefined();
  });
});

describe("a form without a schema", () => {
  it("is made of the value", () => {
    expect(shape(formOf(null, { a: { b: 1, c: [true] }, d: null }))).toEqual([
      "0 a group",
      "1 a.b number",
      "1 a.c list",
      "2 a.c[0] boolean",
      "0 d text",
    ]);
    expect(at(formOf(null, { d: null }), "d").nullable).toBe(true);
    expect(shape(formOf(null, [1]))).toEqual(["0 $ list", "1 [0] number"]);
  });
});

describe("what is filled in", () => {
  it("changes one place and nothing else", () => {
    const changed = withAt(VALUE, ["lines", 0, "price"], 2);
    expect(changed).toEqual({ ...VALUE, lines: [{ name: "a", price: 2 }] });
    expect(VALUE.lines[0]?.price).toBe(1);
    expect(withAt(VALUE, ["lines", 0], undefined)).toEqual({ ...VALUE, lines: [] });
    expect(withAt({ a: 1, b: 2 }, ["a"], undefined)).toEqual({ b: 2 });
    expect(withAt({}, ["buyer", "name"], "Bo")).toEqual({ buyer: { name: "Bo" } });
    expect(withAt(1, [], 2)).toBe(2);
  });

  it("is null, gone or empty when it is emptied, as the schema has it", () => {
    const rows = formOf(SCHEMA, { ...VALUE, due: "x", currency: "EUR" });
    expect(emptied(at(rows, "due"))).toBeNull();
    expect(emptied(at(rows, "currency"))).toBeUndefined();
    expect(emptied(at(rows, "vendor"))).toBe("");
    expect(emptied(at(rows, "total"))).toBeNull();
  });

  it("has further elements as the schema or the last one says", () => {
    const rows = formOf(SCHEMA, VALUE);
    expect(furtherOf(SCHEMA, at(rows, "lines"))).toEqual({ name: "", price: 0 });
    const plain = formOf(null, { a: [{ x: 1, y: "t" }], b: [] });
    expect(furtherOf(null, at(plain, "a"))).toEqual({ x: null, y: "" });
    expect(furtherOf(null, at(plain, "b"))).toBe("");
  });
});
