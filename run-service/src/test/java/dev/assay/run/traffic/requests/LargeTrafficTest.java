package dev.assay.run.traffic.requests;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.keyWith;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Pages;
import dev.assay.run.testing.Production;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lists of what production answered, and of what was said of it, where that is long. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class LargeTrafficTest {
  @Inject Lab lab;
  private final Production production = new Production();

  /** Nobody else is to read what is large here. */
  @AfterEach
  void end() {
    lab.all("delete from feedback where entity_id like $1", production.skill() + "-%");
    lab.all("delete from traffic where skill = $1", production.skill());
    lab.all("delete from traffic_ids where id like $1", production.skill() + "-%");
  }

  private void log() {
    for (int i = 1; i <= 5; i++) {
      production.log("requests", production.request("" + i, i, Map.of("n", i))).statusCode(200);
    }
  }

  private Pages list() {
    return Pages.of(keyWith("read"), "/v1/traffic/requests?skill=" + production.skill());
  }

  @Test
  void shouldShortenInputsAndResponsesThatAreLong() {
    // Given five requests with three megabytes of input
    log();
    lab.all(
        "update traffic set input = to_json(repeat('x', 3000000)) where skill = $1",
        production.skill());
    lab.all(
        "update traffic set input = '\"short\"',"
            + " response = json_build_array(repeat('y', 3000000)) where id = $1",
        production.skill() + "-5");

    // When
    Pages pages = list();

    // Then the list has the beginning, and one by its id all of it
    assertThat(pages.lengths()).containsExactly(5);
    assertThat(pages.size()).isLessThan(20_000);
    JsonNode first = pages.rows().get(0);
    assertThat(first.path("cut").asBoolean()).isTrue();
    assertThat(first.path("input").asText()).isEqualTo("short");
    assertThat(first.path("response").asText()).startsWith("[\"yyy").endsWith("y…").hasSize(501);
    JsonNode second = pages.rows().get(1);
    assertThat(second.path("cut").asBoolean()).isTrue();
    assertThat(second.path("input").asText()).isEqualTo("x".repeat(500) + "…");
    assertThat(second.at("/response/n").asInt()).isEqualTo(4);
    JsonNode whole =
        as(keyWith("read"))
            .get("/v1/traffic/requests/{id}", second.path("id").asText())
            .then()
            .statusCode(200)
            .extract()
            .as(JsonNode.class);
    assertThat(whole.path("cut").asBoolean()).isFalse();
    assertThat(whole.path("input").asText()).hasSize(3_000_000);
  }

  @Test
  void shouldEndAPageOfTrafficBeforeItIsTooLarge() {
    // Given five requests with three megabytes of metadata
    log();
    lab.all(
        "update traffic set metadata = json_build_object('m', repeat('x', 3000000))"
            + " where skill = $1",
        production.skill());

    // When
    Pages pages = list().bounded();

    // Then
    assertThat(pages.lengths()).containsExactly(2, 2, 1);
    assertThat(pages.all("id"))
        .extracting(id -> id.substring(production.skill().length()))
        .containsExactly("-5", "-4", "-3", "-2", "-1");
    assertThat(pages.rows()).allSatisfy(row -> assertThat(row.path("cut").asBoolean()).isFalse());
  }

  @Test
  void shouldEndAPageOfFeedbackBeforeItIsTooLarge() {
    // Given five corrections of three megabytes
    log();
    for (int i = 1; i <= 5; i++) {
      production.say("1", "identifier", "i" + i, "corrected", "so").statusCode(200);
    }
    lab.all(
        "update feedback set corrected = repeat('x', 3000000) where entity_id = $1",
        production.skill() + "-1");

    // When
    Pages pages =
        Pages.of(
                keyWith("read"),
                "/v1/feedback?entity_type=request&entity_id=" + production.skill() + "-1")
            .bounded();

    // Then all of it is there, the newest first
    assertThat(pages.lengths()).containsExactly(2, 2, 1);
    assertThat(pages.all("identifier")).containsExactly("i5", "i4", "i3", "i2", "i1");
    assertThat(pages.rows())
        .allSatisfy(row -> assertThat(row.path("corrected").asText()).hasSize(3_000_000));
  }
}
