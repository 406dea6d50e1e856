package dev.assay.run.library.datasets.items;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.assay.run.library.datasets.DatasetVersion;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pool.Lane;
import dev.assay.run.platform.paging.Cursor;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageFit;
import dev.assay.run.platform.paging.PageRequest;
import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;

/** The items of versions. */
@ApplicationScoped
public class DatasetItems {
  private static final int CHUNK_ROWS = 500;
  private static final int CHUNK_BYTES = 4 * 1024 * 1024;

  private static final String ONE =
      "select "
          + StoredItem.COLUMNS
          + " from items where dataset_version_id = $1 and position = $2";

  /** Items that one page of a search looks at. */
  private static final int SEARCHED = 20_000;

  private static final String SIZED =
      "select next.*, "
          + PageFit.bytes("body")
          + " as page_bytes from (select * from items"
          + " where dataset_version_id = $1 and position > $2 and position <= $8"
          + " and ($3::text is null or section = $3) and ($4::text is null or label = $4)"
          + " and ($5::text is null or item_id ilike $5 or body::text ilike $6)"
          + " order by position limit $7) next";

  private static final String LIST =
      "select "
          + StoredItem.COLUMNS
          + ", page_there from ("
          + PageFit.of(SIZED, "position", 7)
          + ") fitting order by position";

  /** At least one row, and no more than fit into a chunk. */
  private static final String CHUNK =
      "select position, item_id, section, label, body from (select "
          + StoredItem.COLUMNS
          + ", sum(octet_length(body::text)) over (order by position) - octet_length(body::text)"
          + " as before from (select * from items where dataset_version_id = $1 and position > $2"
          + " order by position limit $3) next) sized where before < $4 order by position";

  private static final String USED =
      """
      select coalesce((select array_agg(distinct k) from items i, json_object_keys(i.body) k
                       where i.dataset_version_id = $1), '{}') as names,
             exists (select from items where dataset_version_id = $1 and section = '') as section,
             exists (select from items where dataset_version_id = $1 and label = '') as label
      """;

  private final Db db;

  DatasetItems(Db db) {
    this.db = db.in(Lane.READER);
  }

  /** Which items a list shows; null is all. */
  record Filter(String section, String label, String text) {}

  /** By its number, from 1; fails with NOT_FOUND. */
  Uni<StoredItem> get(UUID versionId, int n) {
    return db.query(ONE, versionId, n)
        .map(
            rows ->
                items(rows).stream()
                    .findFirst()
                    .orElseThrow(() -> ProblemException.notFound("item", n)));
  }

  /**
   * In the order of the file. A page ends early where items are large, and in a search for a text
   * after so many items as one page looks at; the next one goes on there.
   */
  Uni<Page<StoredItem>> list(DatasetVersion version, Filter filter, PageRequest page) {
    int after = page.after(1).map(cursor -> (int) cursor.number(0)).orElse(0);
    boolean partly = filter.text() != null && version.itemCount() - (long) after > SEARCHED;
    int end = partly ? after + SEARCHED : Integer.MAX_VALUE;
    return db.query(
            LIST,
            version.id(),
            after,
            filter.section(),
            filter.label(),
            like(filter.text()),
            like(escaped(filter.text())),
            page.limit + 1,
            end)
        .map(rows -> PageFit.page(rows, StoredItem::of, item -> Cursor.after(item.position())))
        .map(found -> partly ? goingOn(found, Cursor.after(end)) : found);
  }

  /** A page that is not full goes on behind what was searched for it. */
  private static Page<StoredItem> goingOn(Page<StoredItem> page, Cursor searched) {
    return page.nextCursor() == null ? new Page<>(page.data(), searched.encode()) : page;
  }

  /**
   * All of them in order, read chunk by chunk as the subscriber asks: memory holds one chunk,
   * however large the version is.
   */
  public Multi<List<StoredItem>> all(UUID versionId) {
    Db own = db.here();
    return Multi.createBy()
        .repeating()
        .uni(AtomicInteger::new, last -> chunk(own, versionId, last))
        .until(List::isEmpty);
  }

  /** Which columns a table of the items needs; nothing is looked up for other forms. */
  Uni<UsedFields> used(UUID versionId, ItemFormat as) {
    if (as != ItemFormat.CSV) {
      return Uni.createFrom().item(new UsedFields(Set.of(), false, false));
    }
    return db.query(USED, versionId)
        .map(Rows::one)
        .map(
            row ->
                new UsedFields(
                    Set.of(row.getArrayOfStrings("names")),
                    row.getBoolean("section"),
                    row.getBoolean("label")));
  }

  private static Uni<List<StoredItem>> chunk(Db own, UUID versionId, AtomicInteger last) {
    return own.query(CHUNK, versionId, last.get(), CHUNK_ROWS, (long) CHUNK_BYTES)
        .map(DatasetItems::items)
        .invoke(
            items -> {
              if (!items.isEmpty()) {
                last.set(items.get(items.size() - 1).position());
              }
            });
  }

  private static List<StoredItem> items(Iterable<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).map(StoredItem::of).toList();
  }

  /** As it stands in the text of JSON. */
  private static String escaped(String text) {
    return text == null ? null : new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }

  private static String like(String text) {
    return text == null
        ? null
        : "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }
}
