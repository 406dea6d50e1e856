package dev.assay.cli.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A run as the server describes it, read with patience: a field that an older or newer server does
 * not send is unknown, never zero.
 *
 * @param json the run
 */
public record RunView(JsonNode json) {
  private static final int SHORT_ID = 18;
  private static final Set<String> TERMINAL =
      Set.of("cancelled", "successful", "partially_successful", "failed");

  /** Its id. */
  public String id() {
    return json.path("id").asText("");
  }

  /** Its name, harmless for a terminal. */
  public String name() {
    return Plain.line(json.path("name").asText(""), 80);
  }

  /** Its status on the wire. */
  public String status() {
    return json.path("status").asText("");
  }

  /** Its verdict on the wire, {@code none} when there is none yet. */
  public String verdict() {
    return json.hasNonNull("verdict") ? json.get("verdict").asText() : "none";
  }

  /**
   * True when a gate was asked for and gave no verdict: an answer that knows nothing would pass it.
   * A gate in which every criterion only warns asks for no verdict.
   */
  public boolean nothingDecided() {
    return isTerminal()
        && verdict().equals("none")
        && criteria().stream().anyMatch(criterion -> !criterion.warnsOnly());
  }

  /** True when an item could fail: some scorer has a threshold. */
  public boolean canFail() {
    return scorers().stream().anyMatch(s -> s.number("threshold") != null);
  }

  /** Share of the items that passed; null when nothing could fail, or when it is not known. */
  public Double passRate() {
    return canFail() ? firstNumber(json.path("summary").path("pass_rate")) : null;
  }

  /** True when nothing more happens by itself. */
  public boolean isTerminal() {
    return isTerminal(status());
  }

  /** True for a status in which nothing more happens by itself. */
  public static boolean isTerminal(String status) {
    return TERMINAL.contains(status);
  }

  /**
   * One of the counts, 0 when the server does not send it.
   *
   * @param name such as {@code errored}
   */
  public long count(String name) {
    return json.path("counts").path(name).asLong(0);
  }

  /** Units in which nothing more happens. */
  public long settled() {
    return count("passed")
        + count("failed")
        + count("errored")
        + count("skipped")
        + count("cancelled");
  }

  /**
   * Seconds that it ran, without the time it lay still before a rescore or retry; null when
   * unknown.
   */
  public Double seconds() {
    JsonNode worked = json.path("summary").path("duration_ms");
    if (worked.isNumber()) {
      return worked.asDouble() / 1000;
    }
    Long started = Times.millis(json.path("started_at"));
    Long finished = Times.millis(json.path("finished_at"));
    return started == null || finished == null ? null : (finished - started) / 1000.0;
  }

  /**
   * What was billed, all attempts together and judges too, in the account's currency; null when the
   * cost of any of it is unknown.
   */
  public Double cost() {
    return json.has("cost")
        ? firstNumber(json.path("cost"))
        : firstNumber(spending("billed").path("cost"), json.path("summary").path("cost"));
  }

  /** The part of the cost that is known, null when none is: the run cost at least this. */
  public Double knownCost() {
    return json.has("cost")
        ? firstNumber(json.path("known_cost"))
        : firstNumber(spending("billed").path("known_cost"));
  }

  /** What was billed for the answers alone, without judges; null when unknown. */
  public Double candidateCost() {
    return firstNumber(spending("billed").path("cost"));
  }

  /** What the attempts cost whose answers were kept; null when unknown. */
  public Double usefulCost() {
    return firstNumber(spending("useful").path("cost"));
  }

  /** What answers from the cache cost when they were asked for; null without any, or unknown. */
  public Double savedCost() {
    return firstNumber(spending("saved").path("cost"));
  }

  /** Whether models were called for it: for its answers, which may be pushed, or by its judges. */
  public boolean callsModels() {
    return !json.path("target").path("push").asBoolean(false)
        || json.path("summary").path("usage").path("judge").isObject();
  }

  /**
   * Whether it is over what production answered, so that its corrections are people's or inferred.
   */
  public boolean overTraffic() {
    return json.path("target").path("traffic").isObject();
  }

  /** The model that is asked, harmless for a terminal; empty when answers are pushed. */
  public String model() {
    return Plain.line(json.path("target").path("model").asText(""), 40);
  }

  /** The group of runs that it was launched with, empty without one. */
  public String group() {
    return json.path("group").asText("");
  }

  /** Enough of its id to be unique, as commands take it: the time in it and some of the chance. */
  public String shortId() {
    return shortId(id());
  }

  /** Enough of an id to be unique, as commands take it. */
  public static String shortId(String id) {
    return id.length() <= SHORT_ID ? id : id.substring(0, SHORT_ID);
  }

  private JsonNode spending(String part) {
    return json.path("summary").path("usage").path("candidate").path(part);
  }

  /** One row per scorer, in the order of the summary. */
  public List<Scorer> scorers() {
    List<Scorer> rows = new ArrayList<>();
    json.path("summary")
        .path("scorers")
        .properties()
        .forEach(e -> rows.add(new Scorer(Plain.line(e.getKey(), 40), e.getValue())));
    return rows;
  }

  /**
   * With the judges as they stand against people now, which may be later than the end of the run.
   *
   * @param passports {@code {scorers: {key: …}}}
   */
  public RunView judged(JsonNode passports) {
    JsonNode copy = json.deepCopy();
    passports
        .path("scorers")
        .properties()
        .forEach(
            e -> {
              if (copy.path("summary").path("scorers").path(e.getKey())
                  instanceof ObjectNode scorer) {
                scorer.set("judge", e.getValue());
              }
            });
    return new RunView(copy);
  }

  /** One row per criterion of the gate. */
  public List<Criterion> criteria() {
    List<Criterion> rows = new ArrayList<>();
    json.path("criteria").forEach(c -> rows.add(new Criterion(c)));
    return rows;
  }

  /** Warnings, harmless for a terminal. */
  public List<String> warnings() {
    List<String> texts = new ArrayList<>();
    json.path("warnings").forEach(w -> texts.add(sentence(w)));
    return texts;
  }

  /** What went wrong with the run as a whole, empty when nothing did. */
  public String error() {
    return json.hasNonNull("error") ? sentence(json.get("error")) : "";
  }

  /**
   * What one scorer measured.
   *
   * @param key harmless for a terminal
   * @param json its part of the summary
   */
  public record Scorer(String key, JsonNode json) {
    /** Whether it compares the leaves of structured answers. */
    public boolean comparesFields() {
      return json.path("fields").isObject();
    }

    /** What it says of the leaves, under the same key. */
    public Scorer fields() {
      return new Scorer(key, json.path("fields"));
    }

    /**
     * The samples whose correction is of one kind of truth, {@code human} or {@code inferred};
     * nothing is known of them in summaries that do not tell kinds apart.
     */
    public Scorer truth(String kind) {
      return new Scorer(key, json.path(kind));
    }

    /** Whether kinds of truth are told apart. */
    public boolean tellsTruths() {
      return json.path("human").isObject();
    }

    /** A number of the summary, null when unknown. */
    public Double number(String name) {
      return firstNumber(json.path(name));
    }

    /**
     * Share of the scores that reach the threshold; null without one, for then none can miss it.
     */
    public Double passRate() {
      return number("threshold") == null ? null : number("pass_rate");
    }

    /** A whole number of the summary as text. */
    public String whole(String name) {
      return json.path(name).isNumber() ? Amounts.count(json.get(name).asLong()) : Amounts.UNKNOWN;
    }

    /** The confidence interval of the mean as text. */
    public String interval() {
      return RunView.interval(
          json.has("mean_interval") ? json.path("mean_interval") : json.path("interval"));
    }
  }

  /**
   * One criterion of the gate with what was observed.
   *
   * @param json as the server sends it
   */
  public record Criterion(JsonNode json) {
    /** What is asked for, such as {@code mean_score levenshtein ≥ 0.9}. */
    public String text() {
      List<String> words = new ArrayList<>();
      if (json.hasNonNull("label")) {
        words.add(Plain.line(json.get("label").asText(), 60) + ":");
      }
      words.add(Plain.line(json.path("type").asText("criterion"), 40));
      for (String of : List.of("scorer", "section")) {
        if (json.hasNonNull(of)) {
          words.add(Plain.line(json.get(of).asText(), 40));
        }
      }
      if (json.hasNonNull("truth")) {
        words.add("by people's corrections");
      }
      if (json.hasNonNull("min")) {
        words.add("≥ " + json.get("min").asText());
      }
      if (json.hasNonNull("max")) {
        words.add("≤ " + json.get("max").asText());
      }
      return String.join(" ", words);
    }

    /** True, false, or null when it could not be measured. */
    public Boolean passed() {
      if (json.path("outcome").asText("").equals("inconclusive")) {
        return null;
      }
      return json.path("passed").isBoolean() ? json.get("passed").asBoolean() : null;
    }

    /**
     * Which part of the corrected samples behind it has a correction that a model inferred; null
     * when that is not known, or it rests on none.
     */
    public Double inferredShare() {
      return firstNumber(json.path("inferred_share"));
    }

    /** True when missing it only warns. */
    public boolean warnsOnly() {
      return json.path("severity").asText("error").equals("warn");
    }

    /** A sentence of the server about it, empty when there is none. */
    public String message() {
      return Plain.line(json.path("message").asText(""), 200);
    }

    /** What was observed, as text. */
    public String observed() {
      JsonNode observed = json.path("observed");
      return observed.isNumber()
          ? Amounts.score(observed.asDouble())
          : observed.isMissingNode() || observed.isNull()
              ? Amounts.UNKNOWN
              : Plain.line(observed.asText(), 40);
    }

    /** The interval of what was observed, as text. */
    public String interval() {
      return RunView.interval(json.path("interval"));
    }
  }

  private static String interval(JsonNode interval) {
    Double low = firstNumber(interval.path(0), interval.path("low"), interval.path("lower"));
    Double high = firstNumber(interval.path(1), interval.path("high"), interval.path("upper"));
    return low == null || high == null
        ? Amounts.UNKNOWN
        : Amounts.score(low) + " … " + Amounts.score(high);
  }

  private static Double firstNumber(JsonNode... candidates) {
    for (JsonNode candidate : candidates) {
      if (candidate.isNumber()) {
        return candidate.asDouble();
      }
    }
    return null;
  }

  private static String sentence(JsonNode node) {
    String text =
        node.isObject()
            ? node.path("message").asText(node.path("detail").asText(node.toString()))
            : node.asText();
    return Plain.line(text, 400);
  }
}
