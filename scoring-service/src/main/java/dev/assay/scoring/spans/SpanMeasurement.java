package dev.assay.scoring.spans;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.SpanChoice;
import dev.assay.scoring.scorer.Measurement;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.ScorerInput;
import dev.assay.scoring.scorer.UnmeasurableException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Measures the chosen spans of an item, one after the other. The same item leads to the same
 * questions in the same order, however often it begins anew.
 *
 * @param one the scorer, as it measures one of them
 * @param choice which spans
 * @param shown what it sees of them
 */
record SpanMeasurement(Measurement one, SpanChoice choice, SpanInput shown) implements Measurement {
  /** Most spans of an item that are measured. */
  static final int MOST = 50;

  /** Questions about an item after which no further span is begun. */
  static final int QUESTIONS = 100;

  private static final String NONE_KEPT =
      "The item has no spans; they are kept with the items of a run over traffic that is launched"
          + " with a scorer of spans.";
  private static final String BEYOND =
      "Not measured: only the first " + MOST + " such spans of an item are.";
  private static final String ASKED_ENOUGH =
      "Not measured: the judge was asked "
          + QUESTIONS
          + " questions about the spans before this one.";
  // Whoever is refused once will be refused again: the other spans need not find that out.
  private static final Set<ErrorCode> FOR_GOOD =
      EnumSet.of(ErrorCode.PROVIDER_AUTH, ErrorCode.PROVIDER_QUOTA, ErrorCode.JUDGE_MISSING);

  @Override
  public Outcome measure(ScorerInput input) {
    JsonNode extra = input.item().extra();
    JsonNode kept = extra == null ? null : extra.get(SpanChoice.PLACE);
    if (kept == null || kept.isNull()) {
      return new Outcome.Skipped(NONE_KEPT);
    }
    if (kept.hasNonNull("note")) {
      return new Outcome.Skipped(kept.get("note").asText());
    }
    List<JsonNode> chosen = choice.in(extra);
    SpanResults results =
        new SpanResults(choice, kept.path("left_out").asInt(), kept.path("truncated").asBoolean());
    Outcome.Failed forGood = null;
    int questions = 0;
    for (int i = 0; i < chosen.size(); i++) {
      JsonNode span = chosen.get(i);
      String missing =
          i >= MOST ? BEYOND : questions >= QUESTIONS ? ASKED_ENOUGH : shown.missing(span);
      if (missing != null) {
        results.add(span, new Outcome.Skipped(missing));
      } else if (forGood != null) {
        results.add(span, forGood);
      } else {
        SpanAsker asker = new SpanAsker(input.asker(), span.path("span_id").asText());
        Outcome outcome = measured(shown.of(input, span, asker));
        questions += asker.asked();
        results.add(span, outcome);
        forGood =
            outcome instanceof Outcome.Failed failed && FOR_GOOD.contains(failed.code())
                ? failed
                : null;
      }
    }
    return results.outcome();
  }

  private Outcome measured(ScorerInput input) {
    try {
      return one.measure(input);
    } catch (UnmeasurableException e) {
      return new Outcome.Failed(e.code(), e.getMessage());
    }
  }
}
