package dev.assay.run.results.export.markup;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/** Small charts as inline SVG. Each says in words, in its title, what it shows. */
public final class Charts {
  private static final int WIDTH = 280;
  private static final int HEIGHT = 72;
  private static final int BAR = 24;

  private Charts() {}

  /** Ten bars, the scores from 0 to 1. */
  public static void histogram(Markup page, String key, JsonNode bins) {
    long most = 1;
    StringBuilder words = new StringBuilder("Scores of " + key + " by tenths from 0 to 1:");
    for (JsonNode bin : bins) {
      most = Math.max(most, bin.asLong());
      words.append(' ').append(bin.asLong());
    }
    page.open("figure").leaf("figcaption", key);
    svg(page, HEIGHT + 16, words.toString());
    double step = WIDTH / (double) Math.max(1, bins.size());
    for (int i = 0; i < bins.size(); i++) {
      double height = HEIGHT * (bins.get(i).asLong() / (double) most);
      rectangle(page, "bar", i * step + 1, HEIGHT - height, step - 2, height);
    }
    label(page, 0, HEIGHT + 13, "start", "0");
    label(page, WIDTH, HEIGHT + 13, "end", "1");
    page.close("svg").close("figure");
  }

  /** A rate on the line from 0 to 1 with its interval. */
  public static void rate(Markup page, String name, JsonNode value, JsonNode interval) {
    if (!value.isNumber()) {
      return;
    }
    String words =
        name
            + " "
            + Figures.percent(value)
            + (interval.hasNonNull("lower") ? ", interval " + Figures.percentRange(interval) : "");
    page.open("figure").leaf("figcaption", words);
    svg(page, BAR, words);
    rectangle(page, "track", 0, 8, WIDTH, 8);
    if (interval.hasNonNull("lower")) {
      double lower = interval.get("lower").asDouble() * WIDTH;
      rectangle(page, "range", lower, 4, interval.get("upper").asDouble() * WIDTH - lower, 16);
    }
    rectangle(page, "mark", Math.max(0, value.asDouble() * WIDTH - 1.5), 2, 3, 20);
    page.close("svg").close("figure");
  }

  /** Bars of the percentiles of a time. */
  public static void percentiles(Markup page, String name, JsonNode times) {
    percentiles(page, name, times, times.path("p99").asDouble());
  }

  /**
   * Bars of the percentiles of a time on a scale that several drawings share.
   *
   * @param longest what the longest bar stands for, in milliseconds
   */
  public static void percentiles(Markup page, String name, JsonNode times, double longest) {
    List<String> names = List.of("p50", "p90", "p95", "p99");
    double most = Math.max(longest, 1e-9);
    StringBuilder words = new StringBuilder(name + ":");
    names.forEach(p -> words.append(" ").append(p).append(' ').append(of(times, p)));
    page.open("figure").leaf("figcaption", name);
    svg(page, BAR * names.size(), words.toString());
    for (int i = 0; i < names.size(); i++) {
      double width = (WIDTH - 120) * (times.path(names.get(i)).asDouble() / most);
      label(page, 0, i * BAR + 16, "start", names.get(i));
      rectangle(page, "bar", 34, i * BAR + 4, Math.max(1, width), BAR - 8);
      label(page, WIDTH, i * BAR + 16, "end", of(times, names.get(i)));
    }
    page.close("svg").close("figure");
  }

  private static String of(JsonNode times, String name) {
    return Figures.millis(times.path(name));
  }

  private static void svg(Markup page, int height, String words) {
    page.open(
            "svg",
            "xmlns",
            "http://www.w3.org/2000/svg",
            "viewBox",
            "0 0 " + WIDTH + " " + height,
            "width",
            WIDTH,
            "height",
            height,
            "role",
            "img")
        .leaf("title", words);
  }

  private static void rectangle(
      Markup page, String kind, double x, double y, double width, double height) {
    page.open(
            "rect",
            "class",
            kind,
            "x",
            one(x),
            "y",
            one(y),
            "width",
            one(width),
            "height",
            one(height))
        .close("rect");
  }

  private static void label(Markup page, int x, int y, String anchor, String text) {
    page.leaf("text", text, "x", x, "y", y, "text-anchor", anchor);
  }

  private static String one(double value) {
    return String.format(Locale.ROOT, "%.1f", Math.max(0, value));
  }
}
