/** Texts of forms that are made from a JSON schema. */
export const schemaForm = {
  none: "It takes no parameters.",
  default: (value: string) => `${value} (default)`,
  json: "as JSON",
  notJson: (why: string) => `Not JSON: ${why}`,
  add: "Type and press Enter",
};
