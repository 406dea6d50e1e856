package dev.assay.run.results.archive;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How many runs each value of a filter would leave. The counts of one field go by everything that
 * is asked for except of that field, so that they say what choosing another value would show. A
 * list has the {@link FacetsQuery#MOST} most frequent values.
 *
 * @param total of the runs that everything asked for leaves
 * @param complete false when there are so many runs that only the newest {@link FacetsQuery#LOOKED}
 *     were counted
 */
@Schema(name = "RunFacets")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Facets(
    long total,
    boolean complete,
    List<Value> status,
    List<Value> verdict,
    List<Value> evaluation,
    List<Value> dataset,
    List<Value> provider,
    List<Value> model,
    List<Value> skill,
    List<Value> tag,
    List<Value> alias,
    List<Value> label) {

  /** A value, and how many runs have it. */
  @Schema(name = "RunFacet")
  public record Value(String value, long count) {}
}
