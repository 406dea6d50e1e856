package dev.assay.scoring.spans;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.scoring.scorer.Asker;
import dev.assay.scoring.scorer.Question;

/** Gives the questions about one span names of their own, and counts them. */
final class SpanAsker implements Asker {
  private final Asker asker;
  private final String span;
  private int asked;

  SpanAsker(Asker asker, String span) {
    this.asker = asker;
    this.span = span;
  }

  @Override
  public JsonNode ask(Question question) {
    asked++;
    return asker.ask(question.within(span));
  }

  /** How many there were. */
  int asked() {
    return asked;
  }
}
