package dev.assay.run.verdict.totals.query;

import dev.assay.run.platform.db.JsonColumns;

/**
 * SQL that tells apart who said what is right of an answer: a person, a model that made it of
 * somebody's notes, or nobody, where it is what was answered. Items of traffic say so in their
 * extra.
 */
public final class ToldApart {
  /** Where a model made what is right of somebody's notes. */
  static final String INFERRED = "inferred";

  private static final String EXTRA = JsonColumns.member("i.body", "extra");

  /** Null where the item does not say. */
  private static final String OF_ITEM =
      """
      case when x.extra ->> 'assumed' = 'true' then 'assumed'
        when x.extra ->> 'inferred' = 'true' then 'inferred'
        when x.extra ->> 'inferred' = 'false' then 'human' end\
      """;

  private ToldApart() {}

  /** What an item says, as a text; null where it does not say, or there is no such item. */
  public static String ofItem(String item) {
    return "(select %s from (select %s as extra) x)"
        .formatted(OF_ITEM, JsonColumns.member(item + ".body", "extra"));
  }

  /** What is known of a unit of an item, as a text; null where neither says anything. */
  public static String ofUnit(String unit, String item) {
    return "coalesce(case %s.inferred when true then 'inferred' end, %s)"
        .formatted(unit, ofItem(item));
  }

  /**
   * The relation {@code told (n, truth)} of the units of a run whose scores are asked for, as the
   * first of the statement's common table expressions. Of a stored answer it was noted with the
   * answer; of others, and of what was placed before that, it is read in the items.
   *
   * @param keys the parameter with the keys of scorers, a list
   * @param version the parameter with the dataset version, or what stands for it
   */
  public static String with(String keys, String version) {
    return """
        with told as materialized (
          select u.n, coalesce(
              case u.inferred when true then 'inferred' when false then 'human' end,
              (select %1$s
               from items i cross join lateral (select %2$s as extra) x
               where i.dataset_version_id = %4$s and i.position = u.position),
              'human') as truth
          from units u
          where u.run_id = $1 and exists (
            select from scores s
            where s.run_id = $1 and s.n = u.n and s.key = any(%3$s) and s.status = 'success')
        )
        """
        .formatted(OF_ITEM, EXTRA, keys, version);
  }
}
