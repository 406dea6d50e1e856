package dev.assay.common.template;

/**
 * Where a tag begins.
 *
 * @param line from 1
 * @param column in UTF-16 code units, from 1
 */
public record Place(int line, int column) {}
