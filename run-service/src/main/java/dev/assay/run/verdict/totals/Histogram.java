package dev.assay.run.verdict.totals;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How many scores fall into each of ten bins [0,.1), [.1,.2) … [.9,1].
 *
 * @param bins ten counts
 */
@Schema(
    name = "Histogram",
    type = SchemaType.ARRAY,
    implementation = Long.class,
    minItems = 10,
    maxItems = 10)
public record Histogram(@JsonValue List<Long> bins) {
  /** How many bins there are. */
  public static final int BINS = 10;

  /** Of nothing. */
  public static final Histogram EMPTY = new Histogram(Collections.nCopies(BINS, 0L));

  /** With ten counts. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Histogram {
    bins = List.copyOf(bins);
  }

  /** The bin of a score in 0..1. */
  public static int bin(double score) {
    return Math.min(BINS - 1, (int) Math.floor(score * BINS));
  }

  /** With more scores in a bin. */
  public Histogram plus(int bin, long count) {
    return new Histogram(
        IntStream.range(0, BINS).mapToObj(i -> bins.get(i) + (i == bin ? count : 0)).toList());
  }

  /** Of both together. */
  public Histogram plus(Histogram other) {
    return new Histogram(
        IntStream.range(0, BINS).mapToObj(i -> bins.get(i) + other.bins.get(i)).toList());
  }
}
