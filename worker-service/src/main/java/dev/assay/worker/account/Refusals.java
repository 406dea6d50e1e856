package dev.assay.worker.account;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.message.ModelCall;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Notices that a provider refuses one request of a run after the other in the same words: a
 * parameter that the model does not take, an account without credit that is told as a bad request,
 * a bare 403. One refusal is the item's; so many in a row are the run's, and asking on is of no
 * use. Each worker counts for itself. On the event loop only.
 */
public final class Refusals {
  /** Refusals in a row before the first answer that are the run's. */
  static final int AT_ONCE = 20;

  /** A 403 without a name is mostly the credential's. */
  static final int FORBIDDEN_AT_ONCE = 5;

  /** Where the run has had answers, items that are refused alike may stand in a row. */
  static final int AFTER_ANSWERS = 100;

  private static final int MOST = 1_000;

  // Numbers and ids of requests differ from one refusal to the next.
  private static final Pattern VARIES = Pattern.compile("[0-9a-fA-F-]*\\d[0-9a-fA-F-]*");

  private final Map<Key, Row> rows =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Row> eldest) {
          return size() > MOST;
        }
      };

  /** What a run asks of one model: its target, or the judge of one scorer. */
  private record Key(UUID run, int generation, String judge) {
    static Key of(ModelCall call) {
      String question = call.question() == null ? "" : call.question();
      int end = question.indexOf('#');
      return new Key(
          call.unit().runId(),
          call.unit().generation(),
          end < 0 ? question : question.substring(0, end));
    }
  }

  private static final class Row {
    private String words = "";
    private int count;
    private boolean answered;
    private Failure failure;
  }

  /** Why no call of the run needs to be made any more; null when they do. */
  public Failure all(ModelCall call) {
    Row row = rows.get(Key.of(call));
    return row == null ? null : row.failure;
  }

  /** The provider has done what it was asked for. */
  public void answered(ModelCall call) {
    Row row = rows.computeIfAbsent(Key.of(call), k -> new Row());
    row.answered = true;
    row.count = 0;
  }

  /**
   * The provider has refused a request.
   *
   * @param words how, with the status
   * @param forbidden whether it was a 403 that says no more
   * @param failure of this request
   * @return the failure to end the call with: its own, or that of the run
   */
  public Failure refused(ModelCall call, String words, boolean forbidden, Failure failure) {
    Row row = rows.computeIfAbsent(Key.of(call), k -> new Row());
    String same = VARIES.matcher(words).replaceAll("#");
    row.count = same.equals(row.words) ? row.count + 1 : 1;
    row.words = same;
    int most = row.answered ? AFTER_ANSWERS : forbidden ? FORBIDDEN_AT_ONCE : AT_ONCE;
    if (row.count < most) {
      return failure;
    }
    row.failure =
        new Failure(
            forbidden ? ErrorCode.PROVIDER_AUTH : ErrorCode.PROVIDER_REFUSES_ALL,
            "Provider "
                + call.provider().name()
                + " has refused "
                + row.count
                + " requests of this run in a row in the same words. The last: "
                + failure.message());
    return row.failure;
  }
}
