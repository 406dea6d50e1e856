package dev.assay.cli.render.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.render.Amounts;
import dev.assay.cli.render.Plain;
import dev.assay.cli.render.RunView;
import dev.assay.cli.render.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * The judges of a run held against people: their passports, and the pass rates corrected by them.
 */
public final class JudgesTable {
  private JudgesTable() {}

  /** One row per judge some of whose answers people have labelled; empty when there is none. */
  static Table of(RunView run) {
    Table table =
        new Table(
            List.of(
                "JUDGE OF",
                "LABELS",
                "AGREEMENT",
                "KAPPA",
                "TRUE PASS",
                "TRUE FAIL",
                "JUDGED",
                "PASS RATE",
                "CORRECTED",
                "INTERVAL"));
    run.scorers().stream()
        .filter(s -> isLabelled(s.json().path("judge")))
        .forEach(s -> row(table, s.key(), s.json().get("judge")));
    return table;
  }

  /** Why a rate is not corrected, of the judges in the table. */
  static List<String> notes(RunView run) {
    List<String> notes = new ArrayList<>();
    for (RunView.Scorer scorer : run.scorers()) {
      JsonNode judge = scorer.json().path("judge");
      if (isLabelled(judge) && judge.hasNonNull("message")) {
        notes.add(scorer.key() + ": " + Plain.line(judge.get("message").asText(), 300));
      }
    }
    return notes;
  }

  /** Table and notes with a blank line before them; nothing when nobody has labelled anything. */
  public static List<String> lines(RunView run) {
    Table table = of(run);
    List<String> lines = new ArrayList<>();
    if (!table.isEmpty()) {
      lines.add("");
      lines.addAll(table.lines());
      lines.addAll(notes(run));
    }
    return lines;
  }

  private static boolean isLabelled(JsonNode judge) {
    return judge.path("against_people").path("labels").asLong() > 0;
  }

  private static void row(Table table, String key, JsonNode judge) {
    JsonNode people = judge.path("against_people");
    Table unused =
        table.row(
            List.of(
                key,
                Amounts.count(people.path("labels").asLong()),
                Amounts.percent(number(people.path("agreement"))),
                Amounts.score(number(people.path("kappa"))),
                Amounts.percent(number(people.path("true_positive_rate"))),
                Amounts.percent(number(people.path("true_negative_rate"))),
                Amounts.count(judge.path("judged").asLong()),
                Amounts.percent(number(judge.path("pass_rate"))),
                Amounts.percent(number(judge.path("corrected_pass_rate"))),
                interval(judge.path("corrected_pass_rate_interval"))));
  }

  private static String interval(JsonNode interval) {
    return interval.isObject()
        ? Amounts.percent(number(interval.path("lower")))
            + " … "
            + Amounts.percent(number(interval.path("upper")))
        : Amounts.UNKNOWN;
  }

  private static Double number(JsonNode node) {
    return node.isNumber() ? node.asDouble() : null;
  }
}
