package dev.assay.run.results.export.markup;

import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Values with their intervals below one another on one scale, as wide as the page leaves room. Each
 * line says in words, in its title, what it shows.
 */
public final class Lines {
  private final Markup page;
  private final double from;
  private final double to;

  private Lines(Markup page, double from, double to) {
    this.page = page;
    this.from = from;
    this.to = to;
  }

  /** What a mark is worth; the words beside it say so, too. */
  public enum Tone {
    /** Better than chance would make it. */
    GOOD,
    /** Worse than chance would make it. */
    BAD,
    /** May be chance: drawn as a ring. */
    OPEN,
    /** Nothing to be better or worse than. */
    PLAIN;

    /** The name of its style. */
    public String style() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A line.
   *
   * @param name of what was measured
   * @param value in the middle
   * @param lower end of its interval, null for none
   * @param upper end of its interval, null for none
   * @param tone of its mark
   * @param written the value as a number
   * @param range the interval as numbers, empty for none
   * @param aside how it was tested, empty for nothing to say
   */
  public record Line(
      String name,
      double value,
      Double lower,
      Double upper,
      Tone tone,
      String written,
      String range,
      String aside) {}

  /** Begins lines from 0 to 1. */
  public static Lines ofShares(Markup page) {
    return new Lines(page, 0, 1).begin();
  }

  /**
   * Begins lines of differences, 0 in the middle.
   *
   * @param values all that is drawn, ends of intervals included
   */
  public static Lines ofDifferences(Markup page, DoubleStream values) {
    double far = values.map(Math::abs).filter(Double::isFinite).reduce(0.02, Math::max) * 1.05;
    return new Lines(page, -far, far).begin();
  }

  private Lines begin() {
    page.open("ul", "class", "lines");
    return this;
  }

  /** What the next lines are about. */
  public Lines group(String title) {
    page.leaf("li", title, "class", "group");
    return this;
  }

  /** The next line. */
  public Lines add(Line line) {
    String words =
        line.name()
            + ": "
            + line.written()
            + (line.range().isEmpty() ? "" : ", 95 % interval " + line.range());
    page.open("li").leaf("span", line.name(), "class", "name");
    page.open("svg", "class", "line", "xmlns", "http://www.w3.org/2000/svg", "role", "img");
    page.leaf("title", words);
    stroke("axis", at(from), at(to), "10", "10");
    if (from < 0) {
      stroke("zero", at(0), at(0), "0", "20");
    }
    if (line.lower() != null) {
      stroke("interval", at(line.lower()), at(line.upper()), "10", "10");
      stroke("interval", at(line.lower()), at(line.lower()), "6", "14");
      stroke("interval", at(line.upper()), at(line.upper()), "6", "14");
    }
    page.open("circle", "class", line.tone().style(), "cx", at(line.value()), "cy", 10, "r", 5);
    page.close("circle").close("svg");
    page.open("span", "class", "said").leaf("b", line.written());
    page.leaf("span", line.range().isEmpty() ? "" : "(" + line.range() + ")", "class", "quiet")
        .close("span");
    page.leaf("span", line.aside(), "class", "aside").close("li");
    return this;
  }

  /** What the two ends of the scale mean, below the last line, and the end of the lines. */
  public void end(String left, String right) {
    page.open("li", "class", "ends", "aria-hidden", "true").open("span", "class", "line");
    page.leaf("span", left).leaf("span", right).close("span").close("li").close("ul");
  }

  private void stroke(String kind, String x1, String x2, String y1, String y2) {
    page.open("line", "class", kind, "x1", x1, "x2", x2, "y1", y1, "y2", y2).close("line");
  }

  /** Where a value stands, in per cent of the width; outside of the scale at its end. */
  private String at(double value) {
    double share = (Math.min(to, Math.max(from, value)) - from) / (to - from);
    return String.format(Locale.ROOT, "%.2f%%", share * 100);
  }
}
