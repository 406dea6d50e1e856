/**
 * Fields of a form from a JSON schema, as the catalogue of scorers has them for parameters. Values
 * are kept as the API takes them: what is not set is absent, so that the server's default holds.
 */
export type FieldKind =
  | "text"
  | "long"
  | "number"
  | "integer"
  | "switch"
  | "choice"
  | "choices"
  | "list"
  | "group"
  | "json";

export interface SchemaField {
  name: string;
  label: string;
  help: string;
  kind: FieldKind;
  required: boolean;
  /** What holds when nothing is set; undefined when the schema names none. */
  default?: unknown;
  min?: number;
  max?: number;
  /** Whether the bound itself is out of range. */
  minExcluded?: boolean;
  maxExcluded?: boolean;
  minLength?: number;
  maxLength?: number;
  options?: string[];
  /** A list of one may be given as the text itself. */
  single?: boolean;
  /** Of a group: the fields of the object. */
  fields?: SchemaField[];
}

export type Values = Record<string, unknown>;

type Schema = Record<string, unknown>;

const LONG_FORMATS = new Set(["judge-template", "cel"]);
const LONG = 1500;

/** The fields of an object's schema, required ones first, otherwise in the schema's order. */
export function fieldsOf(schema: unknown): SchemaField[] {
  const object = asObject(schema);
  const required = new Set(strings(object.required));
  const fields = Object.entries(asObject(object.properties)).map(([name, of]) =>
    fieldOf(name, asObject(of), required.has(name)),
  );
  return [...fields.filter((f) => f.required), ...fields.filter((f) => !f.required)];
}

function fieldOf(name: string, schema: Schema, required: boolean): SchemaField {
  const types = typesOf(schema);
  const field: SchemaField = {
    name,
    label: text(schema.title) ?? spaced(name),
    help: text(schema.description) ?? "",
    kind: kindOf(schema, types),
    required,
  };
  if (schema.default !== undefined) field.default = schema.default;
  const min = number(schema.minimum) ?? number(schema.exclusiveMinimum);
  const max = number(schema.maximum) ?? number(schema.exclusiveMaximum);
  if (min !== undefined) field.min = min;
  if (max !== undefined) field.max = max;
  if (number(schema.exclusiveMinimum) !== undefined) field.minExcluded = true;
  if (number(schema.exclusiveMaximum) !== undefined) field.maxExcluded = true;
  const minLength = number(schema.minLength);
  const maxLength = number(schema.maxLength);
  if (minLength !== undefined) field.minLength = minLength;
  if (maxLength !== undefined) field.maxLength = maxLength;
  const options =
    field.kind === "choices" ? strings(asObject(schema.items).enum) : strings(schema.enum);
  if (options.length > 0) field.options = options;
  if (field.kind === "list" && types.includes("string")) field.single = true;
  if (field.kind === "group") field.fields = fieldsOf(schema);
  return field;
}

function kindOf(schema: Schema, types: string[]): FieldKind {
  if (Array.isArray(schema.enum)) return strings(schema.enum).length > 0 ? "choice" : "json";
  if (types.includes("array")) {
    const items = asObject(schema.items);
    if (Array.isArray(items.enum)) return "choices";
    return typesOf(items).includes("string") ? "list" : "json";
  }
  if (types.includes("object")) {
    return Object.keys(asObject(schema.properties)).length > 0 && types.length === 1
      ? "group"
      : "json";
  }
  const known = types.filter((type) => type !== "null");
  if (known.length !== 1) return "json";
  switch (known[0]) {
    case "boolean":
      return "switch";
    case "integer":
      return "integer";
    case "number":
      return "number";
    case "string":
      return LONG_FORMATS.has(text(schema.format) ?? "") || (number(schema.maxLength) ?? 0) > LONG
        ? "long"
        : "text";
    default:
      return "json";
  }
}

/** The values with one of them set; undefined and what is empty take it out. */
export function withValue(values: Values, name: string, value: unknown): Values {
  const others = Object.entries(values).filter(([other]) => other !== name);
  return Object.fromEntries(isEmpty(value) ? others : [...others, [name, value]]);
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}

/** A group of fields as the API takes it: nothing when none of them is set. */
export function groupOf(values: Values): Values | undefined {
  return Object.keys(values).length === 0 ? undefined : values;
}

/** A list for its field, whether it was given as a list or as one text. */
export function listOf(value: unknown): string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  return strings(value);
}

/** A list as the API takes it: one text by itself where the schema has it so. */
export function fromList(field: SchemaField, list: string[]): unknown {
  return field.single && list.length === 1 ? list[0] : list;
}

/** What the schema says of a value, as a sentence without a full stop; null when nothing is wrong. */
export function fault(field: SchemaField, value: unknown): string | null {
  if (value === undefined) return null;
  if (field.kind === "number" || field.kind === "integer") {
    if (typeof value !== "number" || !Number.isFinite(value)) return "must be a number";
    if (field.kind === "integer" && !Number.isInteger(value)) return "must be a whole number";
    const low =
      field.min !== undefined && (field.minExcluded ? value <= field.min : value < field.min);
    const high =
      field.max !== undefined && (field.maxExcluded ? value >= field.max : value > field.max);
    return low || high ? `must be ${range(field)}` : null;
  }
  if (typeof value === "string" && field.maxLength !== undefined) {
    return value.length > field.maxLength ? `at most ${field.maxLength} characters` : null;
  }
  return null;
}

/** The bounds of a number in words: `0 to 1`, `at least 1`, `above 0`. */
export function range(field: SchemaField): string {
  const low =
    field.min === undefined ? "" : `${field.minExcluded ? "above" : "at least"} ${field.min}`;
  const high =
    field.max === undefined ? "" : `${field.maxExcluded ? "below" : "at most"} ${field.max}`;
  if (low !== "" && high !== "" && !field.minExcluded && !field.maxExcluded) {
    return `${field.min} to ${field.max}`;
  }
  return [low, high].filter((part) => part !== "").join(" and ");
}

/** The names of required fields that have no value. */
export function missing(fields: SchemaField[], values: Values): string[] {
  return fields.filter((f) => f.required && isEmpty(values[f.name])).map((f) => f.name);
}

/** A default as it stands in a field that nobody has filled. */
export function shownDefault(field: SchemaField): string {
  if (field.default === undefined || field.default === null) return "";
  return typeof field.default === "string" ? field.default : JSON.stringify(field.default);
}

function typesOf(schema: Schema): string[] {
  return typeof schema.type === "string" ? [schema.type] : strings(schema.type);
}

function asObject(value: unknown): Schema {
  return value !== null && typeof value === "object" && !Array.isArray(value)
    ? (value as Schema)
    : {};
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function spaced(name: string): string {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
