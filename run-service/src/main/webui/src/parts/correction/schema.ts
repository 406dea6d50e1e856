/** What a JSON schema says of one place, as far as a form needs it. */
export interface Rule {
  types: string[];
  nullable: boolean;
  options: unknown[] | null;
  properties: [string, Schema][];
  required: ReadonlySet<string>;
  items: Schema | null;
  help: string;
  long: boolean;
}

export type Schema = Record<string, unknown>;

const DEEPEST_REFERENCE = 16;
const LONG = 120;

/** The rule of a schema: references within it followed, "or null" taken off. */
export function ruleOf(schema: Schema | null, root: Schema | null): Rule | null {
  const found = resolved(schema, root);
  if (!found) return null;
  const options = list(found.enum) ?? (found.const !== undefined ? [found.const] : null);
  const types = typeof found.type === "string" ? [found.type] : texts(found.type);
  const known = types.filter((type) => type !== "null");
  return {
    types: known,
    nullable: types.includes("null") || options?.includes(null) === true || found.nullable === true,
    options: options?.filter((one) => one !== null) ?? null,
    properties: Object.entries(object(found.properties) ?? {}).map(([name, of]) => [
      name,
      object(of) ?? {},
    ]),
    required: new Set(texts(found.required)),
    items: object(found.items),
    help: typeof found.description === "string" ? found.description : "",
    long: typeof found.maxLength === "number" && found.maxLength > LONG,
  };
}

/** A schema with its references followed; `X or null` is X that may be null. */
function resolved(schema: Schema | null, root: Schema | null): Schema | null {
  let at = schema;
  for (let i = 0; i < DEEPEST_REFERENCE && at; i++) {
    if (typeof at.$ref === "string") {
      at = referred(at.$ref, root);
      continue;
    }
    const either = list(at.anyOf) ?? list(at.oneOf);
    const others = (either ?? []).map(object).filter((one) => one !== null && one.type !== "null");
    if (!either || others.length !== 1 || others.length === either.length) return at;
    const only = resolved(others[0] ?? null, root);
    return only && { ...only, nullable: true };
  }
  return null;
}

function referred(to: string, root: Schema | null): Schema | null {
  if (to === "#") return root;
  if (!to.startsWith("#/")) return null;
  let at: unknown = root;
  for (const step of to.slice(2).split("/")) {
    at = object(at)?.[decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~")];
  }
  return object(at);
}

function object(value: unknown): Schema | null {
  return value !== null && typeof value === "object" && !Array.isArray(value)
    ? (value as Schema)
    : null;
}

function list(value: unknown): unknown[] | null {
  return Array.isArray(value) ? value : null;
}

function texts(value: unknown): string[] {
  return (list(value) ?? []).filter((one) => typeof one === "string");
}
