package dev.assay.run.traffic.slices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.runs.TrafficSource;
import dev.assay.run.testing.Heavy;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Production;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is read of traffic at a time where it is large. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class HeavyAnswersTest {
  private static final int ALL = 100;

  @Inject Lab lab;
  private final Production production = new Production();
  private SliceQuery query;

  @BeforeEach
  void three() {
    for (int i = 0; i < 3; i++) {
      production.log("requests", production.request("a" + i, i, Map.of("total", i)));
    }
    UUID workspace =
        lab.one("select workspace_id as id from traffic where skill = $1", production.skill())
            .getUUID("id");
    query =
        SliceQuery.of(
            workspace,
            new TrafficSource(
                TrafficSource.Type.SKILL, production.skill(), null, null, null, null, null));
  }

  private int rows(SliceQuery.Statement statement) {
    return lab.all(statement.sql(), statement.parameters()).size();
  }

  @Test
  void shouldLookAtAnswersWithNotesByWhatTheyWeigh() {
    // Given
    for (int i = 0; i < 3; i++) {
      production.say("a" + i, "notes", "these are dollars");
    }
    assertThat(rows(query.inferable(false, ALL))).isEqualTo(3);

    // When
    lab.all(
        "update traffic t set input = to_json(" + Heavy.text("t.id") + ") where skill = $1",
        production.skill());

    // Then
    assertThat(rows(query.inferable(false, ALL))).isEqualTo(Heavy.IN_A_PIECE);
  }

  @Test
  void shouldWeighWhatIsRightOfThem() {
    // Given
    for (int i = 0; i < 3; i++) {
      production.say("a" + i, "response", Map.of("total", -1));
    }
    assertThat(rows(query.read(null, ALL))).isEqualTo(3);

    // When
    lab.all(
        "update feedback f set response = json_build_object('total', "
            + Heavy.text("f.entity_id")
            + ") where starts_with(f.entity_id, $1)",
        production.skill());

    // Then
    assertThat(rows(query.read(null, ALL))).isEqualTo(Heavy.IN_A_PIECE);
  }
}
