package dev.assay.run.results.export.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.results.export.markup.Figures;
import dev.assay.run.results.export.markup.Lines.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * What a comparison says, in one sentence or two, in the words of the page. Differences are other
 * minus baseline.
 *
 * @param text for people
 * @param tone whether the other side is better or worse beyond chance
 */
record Sentence(String text, Tone tone) {
  private static final double LEVEL = 0.05;

  /**
   * Of one side against the baseline.
   *
   * @param against as the API shows it
   * @param name of the other side
   * @param base name of the baseline
   */
  static Sentence of(JsonNode against, String name, String base) {
    JsonNode items = against.path("items");
    JsonNode rates = items.path("rates");
    if (rates.path("difference").isNumber()) {
      JsonNode lost = items.path("only_baseline");
      JsonNode won = items.path("only_other");
      long decide =
          lost.isNumber() && won.isNumber() ? lost.asLong() + won.asLong() : decisive(rates);
      JsonNode p = items.path("mcnemar_p");
      double by = rates.get("difference").asDouble();
      String what =
          by == 0
              ? name + " answers as many items right as " + base
              : "%s answers %s points %s items right than %s"
                  .formatted(name, size(by * 100, 1), by > 0 ? "more" : "fewer", base);
      return told(what, rates, holding(against, p.isNumber() ? p : rates.path("p")), decide, true);
    }
    for (JsonNode scorer : against.path("scorers")) {
      JsonNode scores = scorer.path("scores");
      if (scores.path("difference").isNumber()) {
        double by = scores.get("difference").asDouble();
        String key = scorer.path("scorer").asText();
        String what =
            by == 0
                ? "%s scores the same on %s as %s".formatted(name, key, base)
                : "%s scores %s %s on %s than %s"
                    .formatted(name, size(by, 3), by > 0 ? "higher" : "lower", key, base);
        return told(what, scores, holding(against, scores.path("p")), decisive(scores), false);
      }
    }
    StringJoiner unshared = new StringJoiner("; ");
    against.path("unshared").forEach(one -> unshared.add(one.path("message").asText()));
    if (unshared.length() > 0) {
      return new Sentence(
          "%s and %s have no scores of the same scorer (%s), so nothing can be said of which is better."
              .formatted(base, name, unshared),
          Tone.PLAIN);
    }
    return new Sentence(
        "No item was measured in both %s and %s, so nothing can be said.".formatted(base, name),
        Tone.PLAIN);
  }

  /**
   * A test.
   *
   * @param p its value
   * @param over how many comparisons it was corrected
   */
  private record Test(JsonNode p, long over) {}

  /** Of several sides the corrected one: each first sentence stands beside the others. */
  private static Test holding(JsonNode against, JsonNode p) {
    JsonNode headline = against.path("headline");
    return headline.path("p_adjusted").isNumber()
        ? new Test(headline.get("p_adjusted"), headline.path("comparisons").asLong())
        : new Test(p, 1);
  }

  /** An end of an interval of differences: of shares in points. */
  static String end(JsonNode value, boolean share) {
    return share ? Figures.signed(value.asDouble() * 100, 1) : Figures.signed(value.asDouble(), 3);
  }

  private static Sentence told(
      String what, JsonNode difference, Test test, long decide, boolean share) {
    JsonNode p = test.p();
    JsonNode interval = difference.path("interval");
    List<String> how = new ArrayList<>();
    if (interval.isObject()) {
      how.add(
          "95 % interval "
              + end(interval.path("lower"), share)
              + " to "
              + end(interval.path("upper"), share));
    }
    if (p.isNumber()) {
      how.add(
          Figures.p(p.asDouble())
              + (test.over() > 1
                  ? " after Holm's correction over " + Figures.count(test.over()) + " comparisons"
                  : ""));
    }
    how.add(decide == 1 ? "1 item decides" : Figures.count(decide) + " items decide");
    boolean sure = beyondChance(interval, p);
    JsonNode needed = difference.path("items_needed");
    String rest =
        !sure && needed.isNumber() && needed.asLong() > difference.path("items").asLong()
            ? "; about "
                + Figures.count(needed)
                + " items would be needed to see a difference of this size reliably."
            : ".";
    double by = difference.path("difference").asDouble();
    String verdict = by == 0 ? "" : sure ? " That is more than chance." : " It may be chance.";
    Tone tone = by == 0 ? Tone.PLAIN : !sure ? Tone.OPEN : by > 0 ? Tone.GOOD : Tone.BAD;
    return new Sentence(what + " (" + String.join(", ", how) + ")" + rest + verdict, tone);
  }

  /** Both the interval and the test say so. */
  static boolean beyondChance(JsonNode interval, JsonNode p) {
    boolean clear =
        interval.path("lower").asDouble() > 0
            || (interval.isObject() && interval.path("upper").asDouble() < 0);
    return clear && p.isNumber() && p.asDouble() <= LEVEL;
  }

  private static long decisive(JsonNode difference) {
    return difference.path("wins").asLong() + difference.path("losses").asLong();
  }

  private static String size(double by, int digits) {
    return String.format(Locale.ROOT, "%,." + digits + "f", Math.abs(by));
  }
}
