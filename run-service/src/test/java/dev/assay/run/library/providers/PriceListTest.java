package dev.assay.run.library.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.library.providers.PriceList.Entry;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceListTest {
  private static final PriceList LIST =
      new PriceList(
          LocalDate.of(2025, 1, 31),
          "USD",
          "per million tokens",
          "",
          List.of(
              new PriceList.Vendor(
                  "seller",
                  List.of("gemini", "openai"),
                  List.of("api.seller.example"),
                  "",
                  List.of(
                      entry("gpt-x", 1),
                      entry("gpt-x-mini", 2),
                      entry("gpt-x-2024-05-13", 3),
                      entry("tuned:*", 4),
                      entry("tuned:gpt-x-*", 5)))));

  private static Entry entry(String model, double price) {
    return new Entry(model, price, 2 * price, null);
  }

  private static Optional<Double> find(String model) {
    return LIST.find("openai", "https://api.seller.example/v1", model).map(Entry::in);
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-x, 1",
    "gpt-x-2026-01-01, 1",
    "gpt-x-20260101, 1",
    "gpt-x-0613, 1",
    "gpt-x-001, 1",
    "gpt-x-latest, 1",
    "models/gpt-x, 1",
    "gpt-x-mini, 2",
    "gpt-x-mini-2026-01-01, 2",
    "gpt-x-2024-05-13, 3",
    "tuned:other, 4",
    "tuned:gpt-x-2026-01-01:mine, 5",
  })
  void shouldFindAModelByNameThenWithoutItsDateThenByTheLongestBeginning(
      String model, double price) {
    assertThat(find(model)).contains(price);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-x-realtime", "gpt-x2", "gpt", "GPT-X", "tuned", "", "gpt-x-20"})
  void shouldNotGuessWhatIsNotListed(String model) {
    assertThat(find(model)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8000/v1",
        "https://api.seller.example.other.example/v1",
        "https://proxy.example/api.seller.example",
        "not a url at all",
      })
  void shouldNotTakeSomebodyElsesOfferForTheVendors(String baseUrl) {
    assertThat(LIST.find("openai", baseUrl, "gpt-x")).isEmpty();
  }

  @Test
  void shouldTakeAnAbsentAddressForTheVendorsOwnOfItsFirstKindOnly() {
    assertThat(LIST.find("gemini", null, "gpt-x")).isPresent();
    assertThat(LIST.find("openai", null, "gpt-x")).isEmpty();
    assertThat(LIST.find("simulated", null, "gpt-x")).isEmpty();
    assertThat(LIST.find("openai", "https://api.seller.example", null)).isEmpty();
  }

  @Test
  void shouldShipATableThatSaysWhatItIs() {
    PriceList list = PriceList.STANDARD;

    assertThat(list.currency()).isEqualTo("USD");
    assertThat(list.asOf()).isAfter(LocalDate.of(2025, 1, 1));
    assertThat(list.note()).contains("List prices", "Check them");
    assertThat(list.vendors())
        .allSatisfy(
            vendor -> {
              assertThat(vendor.hosts()).isNotEmpty();
              assertThat(vendor.source()).isNotBlank();
              assertThat(vendor.models()).extracting(Entry::model).doesNotHaveDuplicates();
              assertThat(vendor.models())
                  .allSatisfy(
                      entry -> {
                        assertThat(entry.in()).isPositive();
                        assertThat(entry.out()).isNotNegative();
                        assertThat(entry.cached() == null || entry.cached() < entry.in()).isTrue();
                      });
            });
    assertThat(list.find("openai", "https://api.openai.com/v1", "gpt-4o-mini-2024-07-18"))
        .get()
        .extracting(Entry::model, Entry::in, Entry::out)
        .containsExactly("gpt-4o-mini", 0.15, 0.6);
    assertThat(list.find("anthropic", null, "claude-sonnet-4-5-20250929"))
        .map(Entry::out)
        .contains(15.0);
    assertThat(list.find("openai", "https://api.openai.com/v1", "gpt-4o-realtime-preview"))
        .isEmpty();
  }
}
