package dev.assay.run.results.figures;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.run.runs.state.Counts;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * All units of a run at one moment. The letters stand in the order of the items, and of the repeats
 * of each: those of the first band's first item, of its next item, and so on through the bands.
 *
 * @param generation of the run; another one has other letters
 * @param seq number of the last event of the run that is in it
 * @param repeats letters of each item
 * @param total of the letters
 * @param counts of the run at the same moment: they agree with the letters
 * @param letters {@code .} pending, {@code o} in flight, {@code a} answered, {@code p} passed,
 *     {@code f} failed, {@code e} error, {@code s} skipped, {@code c} cancelled
 * @param sections bands of items that follow each other in the dataset; a section has several where
 *     something else stands between its items; where there would be more than ten thousand, items
 *     that follow each other are one band without a name
 */
@Schema(name = "RunMap")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RunMap(
    UUID runId,
    int generation,
    long seq,
    int repeats,
    int total,
    @Schema(ref = "RunCounts") Object counts,
    String letters,
    List<Band> sections) {

  /**
   * Items of one section that follow each other.
   *
   * @param name of the section, null for items without one
   * @param from position of the first item in the dataset
   * @param to position of the last
   */
  @Schema(name = "RunMapBand")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Band(@Nullable String name, int from, int to) {}

  static RunMap of(UUID runId, Row row, List<Band> bands) {
    return new RunMap(
        runId,
        row.getInteger("generation"),
        row.getLong("event_seq"),
        row.getInteger("repeats"),
        row.getInteger("total"),
        Counts.of(row).toJson(row.getInteger("total")),
        row.getString("letters"),
        bands);
  }
}
