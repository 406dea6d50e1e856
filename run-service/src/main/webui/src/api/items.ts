/** An item of a dataset as the API shows it. What it does not have is absent. */
export interface DatasetItem {
  n: number;
  id: string;
  section?: string;
  label?: string;
  input: unknown;
  expected?: unknown;
  choices?: unknown[];
  context?: unknown;
  assets?: DatasetAsset[];
  criteria?: string;
  extra?: Record<string, unknown>;
}

export interface DatasetAsset {
  kind?: string;
  ref?: string;
  url?: string;
  data?: string;
  media_type?: string;
}

/** The document has an item's fields as free JSON; this is where they get their types. */
export function readItem(item: unknown): DatasetItem {
  return item as DatasetItem;
}

/** An item as it is uploaded: without its number, which is its place. */
export function uploadable(item: DatasetItem): Record<string, unknown> {
  return Object.fromEntries(Object.entries(item).filter(([name]) => name !== "n"));
}
