import { api, body } from "@/api/client";
import { readItem, type DatasetItem } from "@/api/items";

/** The item of an id in a version; the API finds by text, so what is found is looked through. */
export async function findItem(
  name: string,
  version: number,
  id: string,
): Promise<DatasetItem | null> {
  let cursor: string | undefined;
  do {
    const page = await body(
      api.GET("/v1/datasets/{name}/versions/{version}/items", {
        params: {
          path: { name, version: String(version) },
          query: { q: id, limit: 500, ...(cursor && { cursor }) },
        },
      }),
    );
    const found = (page.data ?? []).map(readItem).find((item) => item.id === id);
    if (found) return found;
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return null;
}
