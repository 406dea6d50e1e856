package dev.assay.run.library.datasets;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A version of a dataset: it never changes.
 *
 * @param id of the row
 * @param name of the dataset
 * @param version from 1
 * @param itemCount how many items it has
 * @param sha256 of its items as lines of JSON in order, hex
 * @param sections how many items each section has
 * @param createdAt when it was made
 */
public record DatasetVersion(
    UUID id,
    String name,
    int version,
    int itemCount,
    String sha256,
    Map<String, Integer> sections,
    Instant createdAt) {}
