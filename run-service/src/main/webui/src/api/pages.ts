interface Page<T> {
  data: T[];
  next_cursor?: string | null;
}

/**
 * All rows of a list, page after page: a page may end early where rows are large. No further page
 * is asked for once there are so many.
 */
export async function readAll<T>(
  read: (cursor: string | undefined) => Promise<Page<T>>,
  most = 10_000,
): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    all.push(...page.data);
    cursor = page.next_cursor ?? undefined;
  } while (cursor && all.length < most);
  return all;
}
