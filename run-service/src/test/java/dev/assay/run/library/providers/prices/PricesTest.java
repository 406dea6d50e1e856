package dev.assay.run.library.providers.prices;

import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RunServiceResources.class)
class PricesTest {
  @Test
  void shouldSayWhereEachPriceComesFrom() {
    // Given a provider whose record knows one model, names two more, and is where a vendor sells
    String name = unique("priced");
    asAdmin()
        .body(
            Map.of(
                "kind",
                "openai",
                "base_url",
                "https://api.openai.com/v1",
                "credential",
                Map.of("env", "KEY"),
                "models",
                Map.of(
                    "gpt-4o",
                    Map.of("price_in", 1, "price_out", 2),
                    "gpt-4o-mini-2024-07-18",
                    Map.of("context", 128000),
                    "mine",
                    Map.of("context", 1000))))
        .put("/v1/providers/{n}", name)
        .then()
        .statusCode(201);

    // When
    JsonPath prices = asAdmin().get("/v1/prices").then().statusCode(200).extract().jsonPath();

    // Then
    assertThat(prices.getString("list.as_of")).matches("\\d{4}-\\d{2}-\\d{2}");
    assertThat(prices.getList("list.vendors.vendor")).contains("openai", "anthropic");
    String of = "providers.find { it.provider == '" + name + "' }.models.find { it.model == '%s' }";
    assertThat(prices.getString(of.formatted("gpt-4o") + ".source")).isEqualTo("provider");
    assertThat(prices.getDouble(of.formatted("gpt-4o") + ".price_out")).isEqualTo(2);
    String dated = of.formatted("gpt-4o-mini-2024-07-18");
    assertThat(prices.getString(dated + ".source")).isEqualTo("list");
    assertThat(prices.getString(dated + ".matched")).isEqualTo("gpt-4o-mini");
    assertThat(prices.getDouble(dated + ".price_out")).isEqualTo(0.6);
    assertThat(prices.getString(of.formatted("mine") + ".source")).isEqualTo("unknown");
    assertThat(prices.getString(of.formatted("mine") + ".price_in")).isNull();
  }
}
