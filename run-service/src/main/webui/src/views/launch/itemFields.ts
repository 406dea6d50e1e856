/** A field of an item as a template names it. */
export interface ItemField {
  field: string;
  text: string;
  /** No template ever sees it. */
  hidden: boolean;
}

const OWN = ["input", "context", "choices", "criteria", "section", "label", "id", "expected"];

function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** The fields that an item has, those that prompts use first; columns of its own by their full name. */
export function fieldsOfItem(item: unknown): ItemField[] {
  if (item === null || typeof item !== "object") return [];
  const fields = item as Record<string, unknown>;
  const found = OWN.filter((name) => fields[name] !== undefined && fields[name] !== null).map(
    (field) => ({ field, text: asText(fields[field]), hidden: field === "expected" }),
  );
  const extra = fields.extra;
  if (extra === null || typeof extra !== "object") return found;
  const own = Object.entries(extra).map(([name, value]) => ({
    field: `item.extra.${name}`,
    text: asText(value),
    hidden: false,
  }));
  return [...found.filter((one) => !one.hidden), ...own, ...found.filter((one) => one.hidden)];
}
