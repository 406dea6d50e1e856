package dev.assay.scoring.spans;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.common.part.SpanChoice;
import dev.assay.scoring.scorer.Judgement;
import dev.assay.scoring.scorer.Measurement;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Scorer;
import dev.assay.scoring.scorer.ScorerInput;
import java.util.Set;
import java.util.TreeSet;

/**
 * A scorer that can be applied to the spans of an item, one by one, where its parameter {@code
 * spans} says which. Without that it is what it was.
 */
public final class PerSpanScorer implements Scorer {
  /**
   * Scorers of the item as a whole: those that combine, those that look at another answer, and
   * those whose fields are summed up over items.
   */
  private static final Set<String> WHOLE =
      Set.of(
          "weighted",
          "pairwise",
          "divergence",
          "field_accuracy",
          "fuzzy_field_match",
          "equals_expected");

  private final Scorer scorer;
  private final ScorerDescriptor descriptor;

  private PerSpanScorer(Scorer scorer) {
    this.scorer = scorer;
    this.descriptor = described(scorer.descriptor());
  }

  /** The scorer with that parameter, or itself where it makes no sense of a span. */
  public static Scorer over(Scorer scorer) {
    return WHOLE.contains(scorer.descriptor().id()) ? scorer : new PerSpanScorer(scorer);
  }

  private static ScorerDescriptor described(ScorerDescriptor plain) {
    ObjectNode schema = plain.params().deepCopy();
    ObjectNode spans = schema.withObjectProperty("properties").putObject(SpanChoice.PARAM);
    spans.put("type", "object").put("title", "Spans");
    spans.put(
        "description",
        "Applies the scorer to each span of this kind and name, one by one; the item's score is the"
            + " mean of theirs.");
    ObjectNode properties = spans.putObject("properties");
    ObjectNode kind = properties.putObject("kind").put("type", "string");
    new TreeSet<>(SpanChoice.KINDS).forEach(kind.putArray("enum")::add);
    properties
        .putObject("name")
        .put("type", "string")
        .put("minLength", 1)
        .put("maxLength", 200)
        .put("description", "Name of the span, or of its tool; all of the kind, when not given.");
    spans.putArray("required").add("kind");
    spans.put("additionalProperties", false);
    return new ScorerDescriptor(
        plain.id(),
        plain.version(),
        plain.name(),
        plain.description(),
        plain.category(),
        plain.needs(),
        plain.lowerIsBetter(),
        plain.valueType(),
        plain.range(),
        plain.recommended(),
        schema);
  }

  @Override
  public ScorerDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public boolean runsProgram() {
    return scorer.runsProgram();
  }

  @Override
  public Measurement prepare(Params params) {
    JsonNode given = params.node(SpanChoice.PARAM);
    if (given == null) {
      return scorer.prepare(params);
    }
    SpanChoice choice =
        SpanChoice.of(Json.mapper().createObjectNode().set(SpanChoice.PARAM, given));
    Measurement one = scorer.prepare(params.without(SpanChoice.PARAM));
    SpanMeasurement each = new SpanMeasurement(one, choice, SpanInput.of(descriptor));
    return one instanceof Judgement judge ? new Judged(each, judge.prompt()) : each;
  }

  /** The same judge, whatever it is applied to. */
  private record Judged(SpanMeasurement each, String prompt) implements Judgement {
    @Override
    public Outcome measure(ScorerInput input) {
      return each.measure(input);
    }
  }
}
