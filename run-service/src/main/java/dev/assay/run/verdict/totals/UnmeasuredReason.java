package dev.assay.run.verdict.totals;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.assay.common.part.Answer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Why a unit was not measured as one would think; see {@link Unmeasured}. */
public enum UnmeasuredReason {
  /** The answer was cut off at its token limit; it was scored as it is. */
  TRUNCATED,
  /** A filter of the provider stopped or took the answer. */
  FILTERED,
  /** The model refused to answer. */
  REFUSED,
  /** A scorer could not read the answer, or its judge's reply. */
  UNPARSABLE,
  /** A scorer had nothing to compare with. */
  WITHOUT_EXPECTATION,
  /** The call or a scorer failed. */
  ERROR;

  /** Units and scores that end in one of these found nothing that they could read. */
  private static final Set<String> UNREADABLE =
      Set.of("NOT_A_NUMBER", "NOT_JSON", "JUDGE_UNPARSABLE", "PROVIDER_NONSENSE");

  /** Scores that end in one of these had nothing to compare with. */
  private static final Set<String> BARE = Set.of("EXPECTED_MISSING", "CONTEXT_MISSING");

  /**
   * In the words of a skipped score that had nothing to compare with, in either case; a scorer may
   * skip for other reasons, too, and says in words for which. A pattern of Java and of PostgreSQL.
   */
  public static final String BARE_WORDS = "expect|correct";

  private static final Pattern SAYS_BARE = Pattern.compile(BARE_WORDS, Pattern.CASE_INSENSITIVE);

  /** The codes of errors that say that something could not be read. */
  public static String[] unreadable() {
    return UNREADABLE.stream().sorted().toArray(String[]::new);
  }

  /** The codes of errors that say that there was nothing to compare with. */
  public static String[] bare() {
    return BARE.stream().sorted().toArray(String[]::new);
  }

  /** The name on the wire. */
  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * What a score says of it.
   *
   * @param status of the score on the wire
   * @param error its code, null for none
   * @param reason in words, null for none
   */
  public record OfScore(String status, String error, String reason) {
    private boolean bare(boolean expects) {
      return error != null && BARE.contains(error)
          || "skipped".equals(status)
              && !expects
              && reason != null
              && SAYS_BARE.matcher(reason).find();
    }

    private boolean unreadable() {
      return error != null && UNREADABLE.contains(error);
    }
  }

  /**
   * The reasons that hold for a unit; the same as counted over a run.
   *
   * @param failed whether it ended in error
   * @param error its code, null for none
   * @param finishReason of the answer, null for none
   * @param refusal in the model's words, null for none
   * @param expects whether the item has an expected value
   */
  public static List<UnmeasuredReason> of(
      boolean failed,
      String error,
      String finishReason,
      String refusal,
      boolean expects,
      List<OfScore> scores) {
    Set<UnmeasuredReason> reasons = EnumSet.noneOf(UnmeasuredReason.class);
    boolean filtered = Answer.CONTENT_FILTER.equals(finishReason);
    add(reasons, TRUNCATED, Answer.LENGTH.equals(finishReason));
    add(reasons, FILTERED, filtered);
    add(reasons, REFUSED, refusal != null && !refusal.isEmpty() && !filtered);
    add(
        reasons,
        UNPARSABLE,
        error != null && UNREADABLE.contains(error)
            || scores.stream().anyMatch(OfScore::unreadable));
    add(reasons, WITHOUT_EXPECTATION, scores.stream().anyMatch(s -> s.bare(expects)));
    add(reasons, ERROR, failed);
    return new ArrayList<>(reasons);
  }

  private static void add(Set<UnmeasuredReason> to, UnmeasuredReason reason, boolean holds) {
    if (holds) {
      to.add(reason);
    }
  }
}
