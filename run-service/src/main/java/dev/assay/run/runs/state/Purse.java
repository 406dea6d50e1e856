package dev.assay.run.runs.state;

import dev.assay.common.status.UnitStatus;
import io.vertx.mutiny.sqlclient.Row;
import java.util.stream.Stream;

/**
 * What a run may spend, and what one more call or judgement may take of it. As much as the dearest
 * one so far is reserved for each that is under way, so that many at a time do not spend together
 * what each of them alone was still allowed to.
 *
 * @param cost in the account's currency
 * @param tokens input and output together
 */
public record Purse(Account cost, Account tokens) {
  /**
   * The columns that {@link #of} reads, beside those of the sums, and how many canaries are under
   * way: one whose time is over is not waited for.
   */
  public static final String COLUMNS =
      """
      max_cost, max_tokens, dearest_call, dearest_judgement, longest_call, longest_judgement,
      (select count(*) from jsonb_each(canaries) k, jsonb_each(k.value) c
       where c.value->>'status' = 'asked'
         and (c.value->>'until')::float8 > extract(epoch from clock_timestamp())) as open_canaries
      """;

  // Sums of floating-point numbers are a little off; a limit is not missed by that.
  private static final double ROUNDING = 1e-9;

  /**
   * One currency.
   *
   * @param most the limit, null for none
   * @param spent so far, as far as it is known
   * @param perCall the most that the attempts of one call took
   * @param perJudgement the most that one score of a judge took
   */
  public record Account(Double most, double spent, double perCall, double perJudgement) {
    /** What one item may take, with a judgement by each of its judges. */
    double perItem(int judges) {
      return perCall + judges * perJudgement;
    }

    /** How many more of that price there is room for, beside what is reserved. */
    private int room(double each, double reserved) {
      if (most == null) {
        return Integer.MAX_VALUE;
      }
      if (spent + reserved >= most) {
        return 0;
      }
      double left = most * (1 + ROUNDING) - spent - reserved;
      return each == 0 ? Integer.MAX_VALUE : (int) Math.min(Integer.MAX_VALUE, left / each);
    }

    /**
     * Whether one more of that price would go beyond the limit, with these added to what is spent.
     */
    public boolean exhausted(double each, double added) {
      return most != null
          && (spent + added >= most || spent + added + each > most * (1 + ROUNDING));
    }
  }

  /** Of a row of runs with its sums and {@link #COLUMNS}. */
  public static Purse of(Row row) {
    return new Purse(
        new Account(
            row.getDouble("max_cost"),
            row.getDouble("cost"),
            row.getDouble("dearest_call"),
            row.getDouble("dearest_judgement")),
        new Account(
            row.getLong("max_tokens") == null ? null : row.getLong("max_tokens").doubleValue(),
            row.getLong("tokens_in") + row.getLong("tokens_out"),
            row.getLong("longest_call"),
            row.getLong("longest_judgement")));
  }

  /**
   * How many more items the run of a row may be asked now, as {@link #items} says.
   *
   * @param row as for {@link #of}, with {@code pending, dispatched, answered, total} and the number
   *     of its {@code judges}
   */
  public static int affordableItems(Row row) {
    Counts counts =
        Counts.ZERO
            .plus(UnitStatus.PENDING, row.getInteger("pending"))
            .plus(UnitStatus.DISPATCHED, row.getInteger("dispatched"))
            .plus(UnitStatus.ANSWERED, row.getInteger("answered"));
    return of(row)
        .items(
            counts,
            row.getInteger("total"),
            row.getInteger("judges"),
            row.getLong("open_canaries").intValue());
  }

  /** Whether nothing limits the run. */
  public boolean open() {
    return cost.most() == null && tokens.most() == null;
  }

  /**
   * How many more items may be asked now. As long as little is known of what a call takes, few are:
   * at most one more than have been answered.
   *
   * @param counts of the run
   * @param total of its units
   * @param judges how many of its scorers ask one
   * @param canaries judgements of canaries that are under way
   */
  public int items(Counts counts, int total, int judges, int canaries) {
    if (open()) {
      return Integer.MAX_VALUE;
    }
    int answered = total - counts.pending() - counts.dispatched();
    int known = Math.max(0, answered + 1 - counts.dispatched());
    return Stream.of(cost, tokens)
        .mapToInt(
            account ->
                account.room(
                    account.perItem(judges),
                    counts.dispatched() * account.perItem(judges)
                        + (counts.answered() * judges + canaries) * account.perJudgement()))
        .reduce(known, Math::min);
  }

  /**
   * How many more answers may be shown to judges now.
   *
   * @param counts of the run
   * @param judges how many of its scorers ask one
   * @param underWay judgements that are, those of canaries included
   */
  public int judgements(Counts counts, int judges, int underWay) {
    if (open()) {
      return Integer.MAX_VALUE;
    }
    int judged = (counts.passed() + counts.failed() + counts.errored()) * judges;
    int known = Math.max(0, judged + 1 - underWay);
    return Stream.of(cost, tokens)
        .mapToInt(
            account ->
                account.room(
                    account.perJudgement(),
                    counts.dispatched() * account.perCall() + underWay * account.perJudgement()))
        .reduce(known, Math::min);
  }
}
