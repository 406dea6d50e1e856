package dev.assay.run.library.providers;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * All of a provider that is neither its address nor its secret.
 *
 * @param models what is known of each model, by its name
 * @param limits of the account
 * @param timeouts of a call, where the run says nothing
 * @param retry where the run says nothing
 * @param headers sent with every call; secrets are not for here
 * @param options of the kind, such as those of the simulated provider
 */
public record ProviderSettings(
    @Size(max = 500) Map<String, @NotNull @Valid Model> models,
    @Valid Limits limits,
    @Valid Timeouts timeouts,
    @Valid Retry retry,
    @Size(max = 50)
        Map<@Size(min = 1, max = 200) String, @NotNull @Size(max = 4000) String> headers,
    @Schema(implementation = Object.class) JsonNode options) {

  /** Nothing set. */
  static final ProviderSettings NONE = new ProviderSettings(null, null, null, null, null, null);

  private static final Limits NO_LIMITS = new Limits(null, null, null);

  /**
   * What is known of a model.
   *
   * @param model its name, null for none
   * @return null for one of which nothing is known
   */
  Model known(String model) {
    return models == null || model == null ? null : models.get(model);
  }

  /** Whether a model has limits of its own, and is counted apart from the account's others. */
  public boolean limitsApart(String model) {
    Model known = known(model);
    return known != null && known.limits() != null && !NO_LIMITS.equals(known.limits());
  }

  /** The account's limits, and what the model has of its own in their place; null for none. */
  public Limits limits(String model) {
    if (!limitsApart(model)) {
      return limits;
    }
    Limits own = known(model).limits();
    Limits below = limits == null ? NO_LIMITS : limits;
    return new Limits(
        own.rpm() == null ? below.rpm() : own.rpm(),
        own.tpm() == null ? below.tpm() : own.tpm(),
        own.maxConcurrency() == null ? below.maxConcurrency() : own.maxConcurrency());
  }

  /**
   * One model; prices in the account's currency per million tokens, null when not known.
   *
   * @param priceIn prompt tokens
   * @param priceOut completion tokens
   * @param priceCached prompt tokens read from the provider's cache
   * @param priceCacheWrite prompt tokens written to it; null for the price of the others
   * @param priceReasoning completion tokens spent on reasoning; null for the price of the others
   * @param context longest prompt and answer, tokens
   * @param limits of this model, which is counted apart then; a field that is null is the account's
   * @param params of its calls where a run or a judge says nothing, null for none
   */
  public record Model(
      @DecimalMin("0") Double priceIn,
      @DecimalMin("0") Double priceOut,
      @DecimalMin("0") Double priceCached,
      @DecimalMin("0") Double priceCacheWrite,
      @DecimalMin("0") Double priceReasoning,
      @Min(1) Long context,
      @Valid Limits limits,
      @Schema(ref = "JsonObject") JsonNode params) {}

  /**
   * What the account allows; null is no limit of ours.
   *
   * @param rpm requests a minute
   * @param tpm tokens a minute
   * @param maxConcurrency calls at a time
   */
  public record Limits(
      @Min(1) Integer rpm, @Min(1) Long tpm, @Min(1) @Max(10_000) Integer maxConcurrency) {}

  /**
   * Milliseconds.
   *
   * @param connectMs until the connection stands
   * @param firstByteMs until the answer begins
   * @param idleMs between bytes
   * @param attemptMs one attempt as a whole
   */
  public record Timeouts(
      @Min(1) Long connectMs,
      @Min(1) Long firstByteMs,
      @Min(1) Long idleMs,
      @Min(1) Long attemptMs) {}

  /**
   * How often.
   *
   * @param maxAttempts 1 is exactly one call
   */
  public record Retry(@Min(1) @Max(20) Integer maxAttempts) {}
}
