package dev.assay.run.traffic.agreement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts what people said of answers, one answer after the other, the newest first. What stays of
 * an answer is in sums, but for the few that are shown.
 */
final class Tally {
  /** More fields of all answers together are not counted: they are held in memory. */
  static final int MOST_PATHS = 20_000;

  /** Nor is a field with a longer path. */
  static final int LONGEST_PATH = 500;

  private static final int MOST_FIELDS = 200;
  private static final int MOST_DISAGREEMENTS = 50;
  private static final int MOST_SHOWN_PATHS = 100;

  private final Krippendorff.Words labels = new Krippendorff.Words();
  private final Krippendorff.Numbers ratings = new Krippendorff.Numbers();
  private final Map<String, Field> fields = new HashMap<>();
  private final List<PeopleAgreement.Disagreement> disagreements = new ArrayList<>();
  private Said.Pairs labelled = Said.Pairs.NONE;
  private int labelledItems;
  private int ratedItems;
  private long read;
  private boolean partly;

  private record Field(Said.Pairs pairs, int items) {
    Field plus(Field other) {
      return new Field(pairs.plus(other.pairs), items + other.items);
    }
  }

  /** Adds an answer of which everything is there that is read of it. */
  void add(Said said) {
    read++;
    List<String> words = said.labels();
    if (words.size() > 1) {
      if (labels.add(words)) {
        labelled = labelled.plus(said.labelled());
        labelledItems++;
      } else {
        partly = true;
      }
    }
    List<Double> numbers = said.ratings();
    if (numbers.size() > 1) {
      ratings.add(numbers);
      ratedItems++;
    }
    said.fields().forEach(this::add);
    if (disagreements.size() < MOST_DISAGREEMENTS) {
      PeopleAgreement.Disagreement found = said.disagreement();
      if (found != null) {
        disagreements.add(found.shown(MOST_SHOWN_PATHS, LONGEST_PATH));
      }
    }
    partly |= said.isPartly();
  }

  private void add(String path, Said.Pairs pairs) {
    boolean room = fields.size() < MOST_PATHS || fields.containsKey(path);
    if (room && path.length() <= LONGEST_PATH) {
      fields.merge(path, new Field(pairs, 1), Field::plus);
    } else {
      partly = true;
    }
  }

  /**
   * What it comes to.
   *
   * @param entities answers that people spoke of
   * @param several of those, more than one by name
   */
  PeopleAgreement of(long entities, long several) {
    return new PeopleAgreement(
        entities,
        several,
        read,
        partly || read < several,
        new PeopleAgreement.Labels(labelledItems, labelled.share(), labels.alpha()),
        new PeopleAgreement.Ratings(ratedItems, ratings.alpha()),
        fields.entrySet().stream()
            .map(
                field ->
                    new PeopleAgreement.Field(
                        field.getKey(), field.getValue().items(), field.getValue().pairs().share()))
            .sorted(
                Comparator.comparingDouble(PeopleAgreement.Field::agreement)
                    .thenComparing(PeopleAgreement.Field::path))
            .limit(MOST_FIELDS)
            .toList(),
        List.copyOf(disagreements));
  }
}
