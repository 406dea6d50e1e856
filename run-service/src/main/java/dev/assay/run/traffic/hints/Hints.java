package dev.assay.run.traffic.hints;

import dev.assay.run.traffic.outcome.FieldTable;
import dev.assay.run.traffic.themes.Themes;
import dev.assay.run.traffic.themes.naming.NamedTheme;
import dev.assay.run.traffic.themes.naming.ThemeNames;
import dev.assay.run.traffic.themes.naming.ThemeNaming;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What to look at first.
 *
 * @param weakestFields those with most errors, by people's corrections before inferred ones, five
 *     at most; without examples
 * @param themes what several notes speak of
 * @param naming the newest time that a model was asked for names of the themes; null for never
 * @param failures a few items that show every field which fails
 * @param nextSteps sentences that say what to do
 */
@Schema(name = "RunHints")
public record Hints(
    List<FieldTable.Field> weakestFields,
    List<NamedTheme> themes,
    @Nullable ThemeNaming naming,
    List<Representatives.Failing> failures,
    List<String> nextSteps) {
  private static final double WEAK = 0.95;

  static Hints of(
      List<FieldTable.Field> fields,
      List<Themes.Theme> themes,
      ThemeNames names,
      List<Representatives.Failing> failing,
      boolean skill) {
    List<FieldTable.Field> weakest = fields.stream().filter(Hints::isWeak).limit(5).toList();
    return new Hints(
        weakest,
        names.on(themes),
        names.newest(),
        Representatives.of(failing),
        steps(fields, weakest, themes, skill));
  }

  /** By the corrections of people or by inferred ones; where these are not told apart, by all. */
  private static boolean isWeak(FieldTable.Field field) {
    return field.human() == null
        ? field.accuracy() < WEAK
        : isWeak(field.human()) || isWeak(field.inferred());
  }

  /** Whether anybody, or a model that read his notes, said what is right of it. */
  private static boolean isCorrected(FieldTable.Field field) {
    return field.human() == null
        || field.human().accuracy() != null
        || field.inferred().accuracy() != null;
  }

  private static boolean isWeak(FieldTable.Kind kind) {
    return kind.accuracy() != null && kind.accuracy() < WEAK;
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
    if (fields.stream().noneMatch(Hints::isCorrected)) {
      steps.add(
          "Nobody corrected anything of it: what is held against the answers was answered before."
              + " Correct some, or let a model infer corrections of the notes.");
    } else if (weakest.isEmpty()) {
      steps.add(
          "Every field is right in at least 95 % of the samples; look at those that nobody"
              + " corrected.");
    } else {
      steps.add(begin(weakest.get(0)));
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

  private static String begin(FieldTable.Field first) {
    String begin = "Begin with " + first.field() + ": ";
    if (first.human() == null) {
      return begin + wrong(first.errors(), first.correct(), first.accuracy()) + ".";
    }
    String human = wrong(first.human());
    String inferred = wrong(first.inferred());
    if (first.inferred().errors() == 0) {
      return begin + human + ".";
    }
    return first.human().errors() == 0
        ? begin + inferred + " by corrections that a model inferred; look whether these are right."
        : begin + human + " by people's corrections; by inferred ones " + inferred + ".";
  }

  private static String wrong(FieldTable.Kind kind) {
    return kind.accuracy() == null ? "" : wrong(kind.errors(), kind.correct(), kind.accuracy());
  }

  private static String wrong(long errors, long correct, double accuracy) {
    return String.format(
        Locale.ROOT,
        "%d of %d samples are wrong (%.0f %% right)",
        errors,
        errors + correct,
        100 * accuracy);
  }
}
