/** Which items are listed; without one those that changed sides. */
export const DIRECTIONS = ["regressed", "improved", "differs"] as const;

/** What a comparison keeps in its address. */
export interface CompareSearch {
  runs: string[];
  baseline?: string;
  by?: "alias";
  /** The side that is shown against the baseline. */
  other?: string;
  scorer?: string;
  dir?: (typeof DIRECTIONS)[number];
  /** The open flip: position and repeat. */
  flip?: string;
  pick?: boolean;
}

export const MOST = 10;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function compareSearch(search: Record<string, unknown>): CompareSearch {
  const text = (value: unknown) =>
    typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
  const listed = Array.isArray(search.runs) ? search.runs.map(text).join(",") : text(search.runs);
  const runs = [...new Set(listed.split(",").filter((id) => UUID.test(id)))].slice(0, MOST);
  const found: CompareSearch = { runs };
  if (text(search.baseline)) found.baseline = text(search.baseline).slice(0, 200);
  if (text(search.other)) found.other = text(search.other).slice(0, 200);
  if (text(search.scorer)) found.scorer = text(search.scorer).slice(0, 200);
  if (search.by === "alias") found.by = "alias";
  const dir = DIRECTIONS.find((one) => one === search.dir);
  if (dir) found.dir = dir;
  if (/^\d+\/\d+$/.test(text(search.flip))) found.flip = text(search.flip);
  if (search.pick === true) found.pick = true;
  return found;
}
