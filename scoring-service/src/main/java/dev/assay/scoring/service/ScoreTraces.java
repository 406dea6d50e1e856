package dev.assay.scoring.service;

import dev.assay.common.part.Score;
import dev.assay.common.part.UnitRef;
import dev.assay.link.trace.UnitSpans;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Instant;
import java.util.List;

/**
 * The scoring of an answer as a span of its unit's trace, with an event for each score as
 * OpenTelemetry's conventions for generative AI have it. What a scorer says in words quotes
 * answers, and is left out.
 */
final class ScoreTraces {
  static final String EVENT = "gen_ai.evaluation.result";

  private static final AttributeKey<String> NAME = AttributeKey.stringKey("gen_ai.evaluation.name");
  private static final AttributeKey<Double> VALUE =
      AttributeKey.doubleKey("gen_ai.evaluation.score.value");
  private static final AttributeKey<String> LABEL =
      AttributeKey.stringKey("gen_ai.evaluation.score.label");
  private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
  private static final AttributeKey<String> SCORER = AttributeKey.stringKey("assay.scorer");
  private static final AttributeKey<Long> VERSION = AttributeKey.longKey("assay.scorer.version");

  private final UnitSpans spans;

  ScoreTraces(UnitSpans spans) {
    this.spans = spans;
  }

  /** When scoring begins that is told of when it is over. */
  Instant begin() {
    return spans.begin();
  }

  /** Scores of an answer that were made since an instant; nothing when there are none. */
  void scored(UnitRef unit, List<Score> scores, Instant since) {
    if (!spans.on() || scores.isEmpty()) {
      return;
    }
    spans.add(
        unit,
        "score",
        SpanKind.INTERNAL,
        since,
        Instant.now(),
        span -> scores.forEach(score -> span.addEvent(EVENT, attributes(score))));
  }

  private static Attributes attributes(Score score) {
    AttributesBuilder said =
        Attributes.builder()
            .put(NAME, score.key())
            .put(SCORER, score.scorer())
            .put(VERSION, (long) score.version());
    if (score.score() != null) {
      said.put(VALUE, score.score());
    }
    if (score.passed() != null) {
      said.put(LABEL, score.passed() ? "pass" : "fail");
    }
    if (score.error() != null) {
      said.put(ERROR, score.error().code().name());
    }
    return said.build();
  }
}
