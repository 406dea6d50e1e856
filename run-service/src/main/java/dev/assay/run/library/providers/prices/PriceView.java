package dev.assay.run.library.providers.prices;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.common.part.ProviderRef;
import dev.assay.run.library.providers.PriceList;
import jakarta.annotation.Nullable;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The list prices, and what they come to for the workspace.
 *
 * @param list as it comes with the server
 * @param providers of the workspace, with the models that they name or that runs used
 */
@Schema(name = "Prices")
public record PriceView(PriceList list, List<ProviderPrices> providers) {
  /** One provider. */
  @Schema(name = "ProviderPrices")
  public record ProviderPrices(String provider, String kind, List<ModelPrice> models) {}

  /**
   * What one model costs per million tokens.
   *
   * @param priceIn prompt tokens; null when not known
   * @param priceOut completion tokens; null when not known
   * @param priceCached prompt tokens read from the provider's cache; null when not known, they are
   *     then counted as the others
   * @param source provider (its record), list, or unknown
   * @param matched the entry of the list, null for other sources
   */
  @Schema(name = "ModelPrice")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record ModelPrice(
      String model,
      @Nullable Double priceIn,
      @Nullable Double priceOut,
      @Nullable Double priceCached,
      @Schema(enumeration = {"provider", "list", "unknown"}) String source,
      @Nullable String matched) {
    static ModelPrice of(
        String model, ProviderRef.Pricing pricing, boolean own, PriceList.Entry listed) {
      if (pricing == null) {
        return new ModelPrice(model, null, null, null, "unknown", null);
      }
      return new ModelPrice(
          model,
          pricing.in(),
          pricing.out(),
          pricing.cached(),
          own ? "provider" : "list",
          own || listed == null ? null : listed.model());
    }
  }
}
