package dev.assay.run.results.archive;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a text is found in. Names have it anywhere; those that begin with it come first.
 *
 * @param runs by name, alias or tag, the newest first
 * @param evaluations by name
 * @param datasets by name
 * @param scorers by name, built-in and custom
 * @param providers by name
 * @param skills by name
 * @param items of the newest runs, in what was asked, expected or answered
 * @param searched in how much of the newest runs items were looked for
 */
@Schema(name = "SearchResult")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Found(
    List<OfRun> runs,
    List<String> evaluations,
    List<String> datasets,
    List<String> scorers,
    List<String> providers,
    List<String> skills,
    List<OfItem> items,
    Searched searched) {

  /** A run by what it is called. */
  @Schema(name = "FoundRun")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record OfRun(
      UUID id, String name, @Nullable String alias, List<String> tags, String status) {}

  /**
   * An item of a run.
   *
   * @param run its name
   * @param position of the item in its dataset
   * @param repeat which answer to it
   * @param in where the text stands
   * @param excerpt what stands around it
   */
  @Schema(name = "FoundItem")
  public record OfItem(
      UUID runId,
      String run,
      int position,
      int repeat,
      String itemId,
      @Schema(enumeration = {"item", "answer"}) String in,
      String excerpt) {}

  /**
   * How far the search for items went.
   *
   * @param runs so many of the newest
   * @param units of them
   * @param complete false when it took too long and was given up
   */
  @Schema(name = "SearchedItems")
  public record Searched(int runs, int units, boolean complete) {}
}
