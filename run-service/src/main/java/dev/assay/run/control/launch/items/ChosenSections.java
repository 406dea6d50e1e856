package dev.assay.run.control.launch.items;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.words.DidYouMean;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import java.util.Collection;
import java.util.List;

/** Which sections of a dataset a launch asks for. */
final class ChosenSections {
  private static final int SHOWN = 20;

  private ChosenSections() {}

  /**
   * Refuses sections of which there is none.
   *
   * @param asked null for all items
   * @param known sections that items are in
   * @throws ProblemException EMPTY_DATASET with those that there are
   */
  static void require(List<String> asked, Collection<String> known) {
    if (asked == null || asked.stream().anyMatch(known::contains)) {
      return;
    }
    String there =
        known.isEmpty()
            ? "no item has a section."
            : "there are: "
                + String.join(", ", known.stream().sorted().limit(SHOWN).toList())
                + (known.size() > SHOWN ? ", …" : ".");
    String sentence =
        "No item is in the sections asked for ("
            + String.join(", ", asked.stream().limit(SHOWN).toList())
            + "); "
            + there
            + DidYouMean.ask(asked.get(0), known);
    throw new ProblemException(
        ErrorCode.EMPTY_DATASET, sentence, List.of(new Violation("dataset.sections", sentence)));
  }
}
