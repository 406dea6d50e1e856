package dev.assay.run.traffic.hints;

import dev.assay.run.traffic.outcome.FieldTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What to look at first.
 *
 * @param weakestFields those with most errors, five at most; without examples
 * @param themes what several notes speak of
 * @param failures a few items that show every field which fails
 * @param nextSteps sentences that say what to do
 */
@Schema(name = "RunHints")
public record Hints(
    List<FieldTable.Field> weakestFields,
    List<Themes.Theme> themes,
    List<Representatives.Failing> failures,
    List<String> nextSteps) {
  private static final double WEAK = 0.95;

  static Hints of(
      List<FieldTable.Field> fields,
      List<Themes.Note> notes,
      List<Representatives.Failing> failing,
      boolean skill) {
    List<FieldTable.Field> weakest =
        fields.stream().filter(field -> field.accuracy() < WEAK).limit(5).toList();
    List<Themes.Theme> themes = Themes.of(notes);
    return new Hints(
        weakest, themes, Representatives.of(failing), steps(fields, weakest, themes, skill));
  }

  private static List<String> steps(
      List<FieldTable.Field> fields,
      List<FieldTable.Field> weakest,
      List<Themes.Theme> themes,
      boolean skill) {
    List<String> steps = new ArrayList<>();
    if (fields.isEmpty()) {
      steps.add(
          "Nothing was corrected in JSON, so nothing could be compared: correct some answers, or"
              + " let a model infer corrections of the notes.");
      return steps;
    }
    if (weakest.isEmpty()) {
      steps.add(
          "Every field is right in at least 95 % of the samples; look at those that nobody"
              + " corrected.");
    } else {
      FieldTable.Field first = weakest.get(0);
      steps.add(
          String.format(
              Locale.ROOT,
              "Begin with %s: %d of %d samples are wrong (%.0f %% right).",
              first.field(),
              first.errors(),
              first.errors() + first.correct(),
              100 * first.accuracy()));
    }
    if (!themes.isEmpty()) {
      Themes.Theme theme = themes.get(0);
      steps.add(
          theme.notes() + " notes speak of " + String.join(", ", theme.terms()) + ": read them.");
    }
    if (skill && !weakest.isEmpty()) {
      steps.add("Say in the skill's prompt what these fields hold, then run it again.");
    }
    return steps;
  }
}
