package dev.assay.run.verdict.comparison;

/**
 * What one scorer says of both sides within a part of the items.
 *
 * @param kind section or label
 * @param name of the section or label
 * @param scorer its key; null for whether the items passed
 * @param scores adjusted over all slices of the comparison
 */
public record SliceDifference(String kind, String name, String scorer, MeanDifference scores) {}
