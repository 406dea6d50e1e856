package dev.assay.run.library.datasets.items;

import java.util.Set;

/**
 * Which columns a table of a version's items needs.
 *
 * @param names of fields that at least one item has, {@code id}, {@code section} and {@code label}
 *     aside
 * @param emptySection whether a section is an empty text, which is not the same as none
 * @param emptyLabel whether a label is
 */
record UsedFields(Set<String> names, boolean emptySection, boolean emptyLabel) {}
