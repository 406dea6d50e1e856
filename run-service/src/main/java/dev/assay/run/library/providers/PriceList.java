package dev.assay.run.library.providers;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.common.json.Json;
import jakarta.annotation.Nullable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What vendors ask for their models, as far as this table knows. Unknown is never 0: a vendor, host
 * or model that is not listed has no price.
 *
 * @param asOf the day at which the prices were published
 * @param currency of all prices
 * @param unit of all prices
 * @param note how far to trust them
 */
public record PriceList(
    LocalDate asOf, String currency, String unit, String note, List<Vendor> vendors) {
  /** The table that comes with the server. */
  public static final PriceList STANDARD = read("/prices/list-prices.json");

  // 2025-01-31, 20250131, 0613, 001, latest, and Gemini's models/ in front.
  private static final Pattern VERSION =
      Pattern.compile("-(?:\\d{4}-\\d{2}-\\d{2}|\\d{8}|\\d{4}|\\d{3}|latest)$");
  private static final String PATH = "models/";

  /**
   * Who sells.
   *
   * @param kinds wire forms under which it does
   * @param hosts where it does; the same wire form elsewhere is somebody else's offer
   * @param source where the prices stood
   */
  public record Vendor(
      String vendor, List<String> kinds, List<String> hosts, String source, List<Entry> models) {}

  /**
   * Prices of a model.
   *
   * @param model its name, or with a star at the end the beginning of names
   * @param in prompt tokens
   * @param out completion tokens
   * @param cached prompt tokens read from the provider's cache, null when not listed; they are then
   *     counted at the price of the others
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Entry(String model, double in, double out, @Nullable Double cached) {
    private boolean exactly(String name) {
      return model.equals(name);
    }

    private boolean beginning(String name) {
      return model.endsWith("*") && name.startsWith(model.substring(0, model.length() - 1));
    }
  }

  /**
   * Finds a model's prices: by its exact name; else without the date or version at its end; else by
   * the longest listed beginning.
   *
   * @param kind wire form of the provider
   * @param baseUrl of the provider, null for the vendor's own
   * @param model as the provider names it
   */
  public Optional<Entry> find(String kind, String baseUrl, String model) {
    if (model == null) {
      return Optional.empty();
    }
    String name = model.startsWith(PATH) ? model.substring(PATH.length()) : model;
    return vendor(kind, baseUrl).flatMap(vendor -> find(vendor.models(), name));
  }

  private Optional<Vendor> vendor(String kind, String baseUrl) {
    String host = baseUrl == null ? null : host(baseUrl);
    return vendors.stream()
        .filter(v -> v.kinds().contains(kind))
        .filter(v -> baseUrl == null ? v.kinds().get(0).equals(kind) : v.hosts().contains(host))
        .findFirst();
  }

  private static Optional<Entry> find(List<Entry> entries, String name) {
    String plain = VERSION.matcher(name).replaceFirst("");
    return entries.stream()
        .filter(e -> e.exactly(name))
        .findFirst()
        .or(() -> entries.stream().filter(e -> e.exactly(plain)).findFirst())
        .or(
            () ->
                entries.stream()
                    .filter(e -> e.beginning(name))
                    .max(Comparator.comparingInt(e -> e.model().length())));
  }

  private static String host(String baseUrl) {
    try {
      String host = URI.create(baseUrl).getHost();
      return host == null ? "" : host.toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      // No vendor sells there.
      return "";
    }
  }

  private static PriceList read(String resource) {
    try (InputStream in = PriceList.class.getResourceAsStream(resource)) {
      return Json.strict().readValue(in, PriceList.class);
    } catch (IOException e) {
      throw new UncheckedIOException("the price list of ours is always readable", e);
    }
  }
}
