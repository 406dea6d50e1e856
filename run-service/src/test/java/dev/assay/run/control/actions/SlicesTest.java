package dev.assay.run.control.actions;

import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.status.RunStatus;
import dev.assay.run.runs.state.UnitMoves;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Replies;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is done to all units of a run is done in several transactions, none of which moves more than
 * a slice: whoever needs the run's lock meanwhile waits for that and no longer.
 */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class SlicesTest {
  private static final int MANY = 2 * UnitMoves.SLICE + 1;

  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;
  private NotedUnits units;

  @BeforeEach
  void note() throws SQLException {
    units = new NotedUnits(lab.asOwner());
  }

  @AfterEach
  void forget() throws SQLException {
    units.close();
  }

  private void assertAllInSlices(UUID run) throws SQLException {
    List<Integer> moved = units.take(run);
    assertThat(moved).hasSizeGreaterThan(2).allMatch(k -> k <= UnitMoves.SLICE);
    assertThat(moved.stream().mapToInt(Integer::intValue).sum()).isEqualTo(MANY);
  }

  @Test
  void shouldCancelGoOnAndDeleteSomeUnitsAtATime() throws SQLException {
    // Given
    UUID run = lab.launch(Lab.pushOf(MANY));

    // When
    lab.act(run, "cancel");

    // Then
    lab.awaitStatus(run, RunStatus.CANCELLED);
    assertAllInSlices(run);

    // When
    lab.act(run, "resume");

    // Then
    assertThat(lab.show(run).getInt("counts.pending")).isEqualTo(MANY);
    assertAllInSlices(run);

    // When
    lab.act(run, "cancel");
    lab.awaitStatus(run, RunStatus.CANCELLED);
    units.take(run);
    asAdmin().delete("/v1/runs/{id}", run).then().statusCode(204);

    // Then
    await()
        .atMost(Lab.LONG)
        .until(() -> lab.all("select 1 from units where run_id = $1 limit 1", run).isEmpty());
    assertAllInSlices(run);
  }

  @Test
  void shouldSkipTheRestOfARunThatIsCutSomeUnitsAtATime() throws SQLException {
    // Given
    worker.answeringOne(call -> Replies.failed(call, ErrorCode.PROVIDER_AUTH));
    Map<String, Object> launch = Lab.launchOf(MANY);
    launch.put("concurrency", 1);

    // When
    UUID run = lab.launch(launch);

    // Then more was skipped than one transaction may, beside the units whose replies it booked
    lab.awaitStatus(run, RunStatus.FAILED);
    int most = UnitMoves.SLICE + worker.calls(run).size();
    assertThat(lab.show(run).getInt("counts.skipped")).isGreaterThan(most);
    assertThat(units.take(run)).isNotEmpty().allMatch(k -> k <= most);
    lab.holds(run);
  }
}
