package dev.assay.run.library.providers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.part.CallPolicy;
import dev.assay.common.part.ProviderRef;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A provider as it is stored.
 *
 * @param id of the row
 * @param workspaceId whose it is
 * @param name unique in the workspace
 * @param kind its wire form
 * @param baseUrl where it is, null for built-in kinds
 * @param credential how a worker gets the secret, null for none
 * @param settings everything else
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 */
public record Provider(
    UUID id,
    UUID workspaceId,
    String name,
    ProviderKind kind,
    String baseUrl,
    ProviderRef.Credential credential,
    ProviderSettings settings,
    Instant createdAt,
    Instant updatedAt) {
  /**
   * As a worker needs to know it, with the prices of one model.
   *
   * @param model the provider's name of the model; see {@link #pricing}
   */
  public ProviderRef toRef(String model) {
    return new ProviderRef(
        workspaceId.toString(),
        name,
        kind.wire(),
        baseUrl,
        credential,
        settings.headers() == null ? Map.of() : settings.headers(),
        settings.options(),
        pricing(model),
        limits(model),
        settings.limitsApart(model) ? model : null);
  }

  /** How long and how often its calls are tried where a run says nothing. */
  public CallPolicy policy() {
    CallPolicy d = CallPolicy.DEFAULT;
    ProviderSettings.Timeouts t = settings.timeouts();
    ProviderSettings.Retry r = settings.retry();
    long attemptMs = t == null ? d.attemptTimeoutMs() : or(t.attemptMs(), d.attemptTimeoutMs());
    return new CallPolicy(
        r == null ? d.maxAttempts() : or(r.maxAttempts(), d.maxAttempts()),
        attemptMs,
        t == null ? d.connectTimeoutMs() : or(t.connectMs(), d.connectTimeoutMs()),
        CallPolicy.firstByteTimeoutMs(t == null ? null : t.firstByteMs(), attemptMs),
        t == null ? d.idleTimeoutMs() : or(t.idleMs(), d.idleTimeoutMs()),
        d.deadlineMs());
  }

  private static <T> T or(T set, T otherwise) {
    return set == null ? otherwise : set;
  }

  private ProviderRef.Limits limits(String model) {
    ProviderSettings.Limits limits = settings.limits(model);
    return limits == null
        ? null
        : new ProviderRef.Limits(limits.rpm(), limits.tpm(), limits.maxConcurrency());
  }

  /**
   * The parameters of calls to a model: what a caller gives, over what this record says.
   *
   * @param given null for none
   * @return null for none
   */
  public JsonNode params(String model, JsonNode given) {
    ProviderSettings.Model known = settings.known(model);
    if (known == null || !(known.params() instanceof ObjectNode own) || own.isEmpty()) {
      return given;
    }
    ObjectNode all = own.deepCopy();
    if (given instanceof ObjectNode more) {
      all.setAll(more);
    }
    return all;
  }

  /** What a model costs: what this record says, else the list price; null when not known. */
  public ProviderRef.Pricing pricing(String model) {
    ProviderRef.Pricing own = ownPricing(model);
    if (own == null && kind == ProviderKind.REPLAY) {
      // What was paid for is not paid for again.
      return new ProviderRef.Pricing(0.0, 0.0, 0.0);
    }
    PriceList.Entry listed = own == null ? listed(model) : null;
    return listed == null
        ? own
        : new ProviderRef.Pricing(listed.in(), listed.out(), listed.cached());
  }

  /** What this record says a model costs, null when it does not. */
  public ProviderRef.Pricing ownPricing(String model) {
    ProviderSettings.Model known = settings.known(model);
    return known == null || (known.priceIn() == null && known.priceOut() == null)
        ? null
        : new ProviderRef.Pricing(
            known.priceIn(),
            known.priceOut(),
            known.priceCached(),
            known.priceCacheWrite(),
            known.priceReasoning());
  }

  /** The model's entry in the list of prices, null when there is none. */
  public PriceList.Entry listed(String model) {
    return PriceList.STANDARD.find(kind.wire(), baseUrl, model).orElse(null);
  }
}
