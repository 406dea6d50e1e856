package dev.assay.run.library.datasets;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.run.platform.problem.Violation;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A version as it is shown.
 *
 * @param name of the dataset
 * @param version from 1
 * @param itemCount how many items it has
 * @param sha256 of its items as lines of JSON in order, hex
 * @param sections how many items each section has
 * @param createdAt when it was made
 * @param skippedLines lines that were left out of this upload; null when none could be
 * @param badLines why, for the first of them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VersionView(
    String name,
    int version,
    int itemCount,
    String sha256,
    Map<String, Integer> sections,
    Instant createdAt,
    @Nullable Long skippedLines,
    @Nullable List<Violation> badLines) {

  static VersionView of(DatasetVersion version) {
    return of(version, null, null);
  }

  static VersionView of(DatasetVersion version, Long skippedLines, List<Violation> badLines) {
    return new VersionView(
        version.name(),
        version.version(),
        version.itemCount(),
        version.sha256(),
        version.sections(),
        version.createdAt(),
        skippedLines,
        badLines);
  }
}
