package dev.assay.run.verdict.spending;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.Nullable;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What the calls of a run used.
 *
 * @param candidate calls of the target
 * @param judge calls of judges, null when there are none
 */
@Schema(name = "Spending")
public record Spending(Side candidate, @Nullable Side judge) {

  /** Whether the cost of every call is known; what nobody called for was not billed. */
  @JsonIgnore
  public boolean costKnown() {
    return Stream.of(candidate, judge)
        .filter(Objects::nonNull)
        .map(Side::billed)
        .filter(Objects::nonNull)
        .allMatch(Amount::costKnown);
  }

  /**
   * One kind of calls.
   *
   * @param billed everything that was, or may have been, charged: every attempt of the ledger; null
   *     when nothing was called
   * @param useful the part of it that brought the answers that count; answers from the cache cost
   *     nothing and are not in it
   * @param saved what answers from the cache cost when they were asked for; null without any
   */
  @Schema(name = "SpendingSide")
  public record Side(@Nullable Amount billed, Amount useful, @Nullable Amount saved) {}

  /**
   * An amount.
   *
   * @param calls attempts, or answers
   * @param tokensIn prompt tokens that were reported
   * @param tokensOut completion tokens that were reported
   * @param cost in the account's currency; null when the cost of any call in it is unknown
   * @param knownCost the part of the cost that is known, null when none is: the cost is at least
   *     this
   * @param costKnown whether the cost of every call in it is known
   */
  @Schema(name = "SpendingAmount")
  public record Amount(
      long calls,
      long tokensIn,
      long tokensOut,
      @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) Double cost,
      @Nullable Double knownCost,
      boolean costKnown) {}
}
