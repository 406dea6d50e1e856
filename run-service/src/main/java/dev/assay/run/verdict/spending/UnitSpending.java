package dev.assay.run.verdict.spending;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What one unit cost, in the account's currency.
 *
 * @param billed all attempts together; null when the cost of any of them is unknown
 * @param knownBilled the part of it that is known: the unit cost at least this
 * @param useful the attempt whose answer was kept; 0 for an answer from the cache and without an
 *     answer, null when not known
 * @param costKnown whether both are known
 */
@Schema(name = "RunItemSpending")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record UnitSpending(
    @Nullable Double billed, double knownBilled, @Nullable Double useful, boolean costKnown) {
  /**
   * Of a unit.
   *
   * @param attempts all of the ledger
   * @param answered whether an answer was kept
   * @param cost of the answer as stored with the unit, null when not known
   */
  public static UnitSpending of(List<Charge> attempts, boolean answered, Double cost) {
    Double useful = answered ? cost : (Double) 0.0;
    double known =
        attempts.stream().map(Charge::cost).filter(Objects::nonNull).mapToDouble(c -> c).sum();
    // An answer that nobody called for was pushed, or comes from the cache: it costs what it says.
    boolean unknown =
        attempts.stream().anyMatch(Charge::unknown) || attempts.isEmpty() && useful == null;
    Double billed = unknown ? null : attempts.isEmpty() ? useful : (Double) known;
    return new UnitSpending(
        billed, billed == null ? known : billed, useful, billed != null && useful != null);
  }
}
