package dev.assay.run.traffic.history;

import dev.assay.run.verdict.summary.FieldSummary;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes a history of runs. */
final class Histories {
  private Histories() {}

  /**
   * The history.
   *
   * @param runs the oldest first
   * @param reruns of them, the oldest first; they say nothing of what production answered
   * @param statuses of all runs of the source
   */
  static History of(List<MeasuredRun> runs, List<MeasuredRun> reruns, Map<String, Long> statuses) {
    return new History(
        runs.stream().map(MeasuredRun::point).toList(),
        reruns.stream().map(MeasuredRun::point).toList(),
        changes(runs),
        weakest(runs),
        statuses);
  }

  private static List<History.Change> changes(List<MeasuredRun> runs) {
    List<MeasuredRun> telling = runs.stream().filter(MeasuredRun::tells).toList();
    return ChangePoints.of(telling.stream().map(MeasuredRun::measured).toList()).stream()
        .map(
            change -> {
              History.Point first = telling.get(change.at()).point();
              return new History.Change(
                  first.run(), first.at(), change.before(), change.after(), change.p());
            })
        .toList();
  }

  private static List<History.Field> weakest(List<MeasuredRun> runs) {
    Map<String, History.Field> fields = new HashMap<>();
    for (MeasuredRun run : runs) {
      if (run.toldApart() && run.fields().fields() != null) {
        run.fields().fields().forEach(f -> fields.merge(f.field(), field(f), Histories::sum));
      }
    }
    return fields.values().stream()
        .filter(field -> field.wrong() > 0 || field.inferredWrong() > 0)
        .sorted(
            Comparator.comparingLong(History.Field::wrong)
                .thenComparingLong(History.Field::inferredWrong)
                .reversed()
                .thenComparing(History.Field::path))
        .limit(History.FIELDS)
        .toList();
  }

  private static History.Field field(FieldSummary.Field field) {
    long inferredWrong = field.inferredErrors();
    long inferred = field.inferredCorrect() + inferredWrong;
    long wrong = field.errors() - inferredWrong;
    return History.Field.of(
        field.field(),
        wrong,
        field.correct() + field.errors() - inferred,
        wrong > 0 ? 1 : 0,
        inferredWrong,
        inferred);
  }

  private static History.Field sum(History.Field a, History.Field b) {
    return History.Field.of(
        a.path(),
        a.wrong() + b.wrong(),
        a.compared() + b.compared(),
        a.runs() + b.runs(),
        a.inferredWrong() + b.inferredWrong(),
        a.inferredCompared() + b.inferredCompared());
  }
}
