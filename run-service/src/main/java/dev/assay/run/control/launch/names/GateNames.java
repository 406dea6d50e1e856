package dev.assay.run.control.launch.names;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.words.DidYouMean;
import dev.assay.run.platform.problem.Checks;
import dev.assay.run.verdict.gate.Criterion;
import dev.assay.run.verdict.gate.Gate;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * The names in a gate, held against what the run has: a criterion on what is not there cannot hold,
 * and that is said before anything is asked.
 */
public final class GateNames {
  private GateNames() {}

  /** Says which scorers a gate names that are not among the keys. */
  public static void scorers(Checks checks, JsonNode given, Gate gate, Collection<String> keys) {
    each(checks, given, gate, "scorer", Criterion::scorer, keys, "scorer with the key");
  }

  /** Says which sections a gate names in which the run has no item. */
  public static void sections(
      Checks checks, JsonNode given, Gate gate, Collection<String> sections) {
    each(checks, given, gate, "section", Criterion::section, sections, "item in the section");
  }

  /** Says which sections of a dataset are asked for that it does not have. */
  public static void slice(Checks checks, List<String> asked, Collection<String> sections) {
    if (asked == null) {
      return;
    }
    ErrorCode code =
        asked.stream().anyMatch(sections::contains)
            ? ErrorCode.VALIDATION_FAILED
            : ErrorCode.EMPTY_DATASET;
    for (String name : asked) {
      if (!sections.contains(name)) {
        checks.violate(code, "dataset.sections", missing("item in the section", name, sections));
      }
    }
  }

  private static void each(
      Checks checks,
      JsonNode given,
      Gate gate,
      String field,
      Function<Criterion, String> named,
      Collection<String> known,
      String what) {
    String path = given != null && given.isObject() ? "gate.criteria[" : "gate[";
    for (int i = 0; i < gate.criteria().size(); i++) {
      String name = named.apply(gate.criteria().get(i));
      if (name != null && !known.contains(name)) {
        checks.violate(path + i + "]." + field, missing(what, name, known));
      }
    }
  }

  private static String missing(String what, String name, Collection<String> known) {
    return "There is no "
        + what
        + " "
        + name
        + (known.isEmpty()
            ? ", there is none at all."
            : "; there are: " + DidYouMean.all(known, 20) + ".")
        + DidYouMean.ask(name, known);
  }
}
