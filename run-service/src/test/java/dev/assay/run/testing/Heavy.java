package dev.assay.run.testing;

import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.UUID;

/** Makes rows heavy: two weigh more than a piece may, and of none PostgreSQL makes less. */
public final class Heavy {
  /** Of one row and a bit more a piece is full, so that it has two. */
  public static final int IN_A_PIECE = 2;

  private static final String TEXT =
      """
      (select string_agg(encode(sha256(convert_to(%s || '-' || n, 'UTF8')), 'base64'), '')
       from generate_series(1, 70000) n)\
      """;

  private Heavy() {}

  /**
   * SQL of a text of three megabytes.
   *
   * @param key SQL of a text; others have other texts
   */
  public static String text(String key) {
    return TEXT.formatted(key);
  }

  /** Makes the items of a version heavy. */
  public static void items(Lab lab, UUID version) {
    lab.all(
        "update items i set body = (i.body::jsonb || jsonb_build_object('context', "
            + text("i.position::text")
            + "))::json where i.dataset_version_id = $1",
        version);
  }

  /** The whole numbers of a column, in order. */
  public static List<Integer> numbers(List<Row> rows, String column) {
    return rows.stream().map(row -> row.getInteger(column)).toList();
  }
}
