package dev.assay.run.traffic.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.run.traffic.requests.TrafficKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is held in memory of corrections, however they are made. */
class TallyTest {
  private static Said of(String id, ObjectNode correction) {
    Said said = new Said(TrafficKind.REQUEST, id);
    said.add("anna", null, null, correction);
    said.add("berta", null, null, correction.deepCopy().put("total", 7));
    return said;
  }

  private static ObjectNode object() {
    return Json.mapper().createObjectNode().put("total", 1);
  }

  @Test
  void shouldCountFieldsOverAnswersAndSayThatAllOfThemAre() {
    // Given
    Tally tally = new Tally();
    tally.add(of("a", object().put("currency", "EUR")));
    tally.add(of("b", object()));

    // When
    PeopleAgreement agreement = tally.of(3, 2);

    // Then
    assertThat(agreement.read()).isEqualTo(2);
    assertThat(agreement.partly()).isFalse();
    assertThat(agreement.fields())
        .containsExactly(
            new PeopleAgreement.Field("total", 2, 0), new PeopleAgreement.Field("currency", 1, 1));
    assertThat(agreement.label().agreement()).isNull();
  }

  @Test
  void shouldSayThatAnswersWereNotRead() {
    assertThat(new Tally().of(3, 2).partly()).isTrue();
  }

  @Test
  void shouldCountNoMoreFieldsThanFitIntoMemory() {
    // Given answers that have no field in common but one
    Tally tally = new Tally();
    for (int i = 0; i <= Tally.MOST_PATHS / 500; i++) {
      ObjectNode correction = object();
      for (int k = 0; k < 500; k++) {
        correction.put("z" + i + "." + k, k);
      }
      tally.add(of("r" + i, correction));
    }

    // When
    PeopleAgreement agreement = tally.of(50, Tally.MOST_PATHS / 500 + 1);

    // Then what is known goes on being counted
    assertThat(agreement.partly()).isTrue();
    assertThat(agreement.fields().get(0))
        .isEqualTo(new PeopleAgreement.Field("total", Tally.MOST_PATHS / 500 + 1, 0));
  }

  @Test
  void shouldLeaveOutFieldsWithLongNames() {
    // Given
    Tally tally = new Tally();
    tally.add(of("a", object().put("n".repeat(Tally.LONGEST_PATH + 1), 1)));

    // When
    PeopleAgreement agreement = tally.of(1, 1);

    // Then
    assertThat(agreement.partly()).isTrue();
    assertThat(agreement.fields()).extracting(PeopleAgreement.Field::path).containsExactly("total");
  }

  @Test
  void shouldNotWriteALongNameOutForEachFieldBelowIt() {
    // Given a correction of 60 KB whose paths would have hundreds of megabytes
    ObjectNode below = Json.mapper().createObjectNode();
    for (int i = 0; i < 5_000; i++) {
      below.put("f" + i, i);
    }
    ObjectNode correction = object().set("n".repeat(30_000), below);
    Said said = of("a", correction);

    // When / Then
    assertThat(said.isPartly()).isTrue();
    assertThat(said.fields()).isEmpty();
  }

  @Test
  void shouldTakeANumberForTheSameHoweverItIsWritten() throws Exception {
    // Given
    Said said = new Said(TrafficKind.REQUEST, "a");
    for (String by : List.of("anna 1.0", "berta 1", "carla 1e0", "dora 2")) {
      said.add(
          by.split(" ")[0],
          null,
          null,
          Json.mapper().readTree("{\"total\": " + by.split(" ")[1] + ", \"all\": 1e400}"));
    }

    // When / Then three of six pairs say the same of one, and all of what is beyond any number
    assertThat(said.fields()).containsEntry("total", new Said.Pairs(6, 3));
    assertThat(said.fields()).containsEntry("all", new Said.Pairs(6, 6));
  }
}
