package dev.assay.run.library.datasets.staging;

import dev.assay.run.library.datasets.reading.BadLines;
import java.util.Map;

/**
 * A version that is ready to be stored.
 *
 * @param count of its items
 * @param sha256 of its items as lines of JSON in order, hex
 * @param sections how many items each has
 * @param truths whether some say whose correction theirs is
 * @param items to be stored
 * @param bad what was left out
 */
public record Staged(
    int count,
    String sha256,
    Map<String, Integer> sections,
    boolean truths,
    StagedItems items,
    BadLines bad) {}
