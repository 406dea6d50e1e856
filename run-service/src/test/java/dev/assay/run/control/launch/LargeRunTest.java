package dev.assay.run.control.launch;

import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.id.Ids;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.QuickProfile;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(QuickProfile.class)
@WithTestResource(RunServiceResources.class)
class LargeRunTest {
  private static final Logger LOG = Logger.getLogger(LargeRunTest.class);
  private static final int ITEMS = 100_000;

  @Inject Lab lab;

  @Test
  void shouldMakeAndCancelARunOverAHundredThousandItems() {
    // Given
    FakeScoring scoring = FakeScoring.start();
    String dataset = dataset();
    Map<String, Object> launch = Lab.pushOf(1);
    launch.put("dataset", dataset);
    launch.put("order", "stratified");
    launch.put("gate", List.of(Map.of("type", "pass_rate", "min", 0.9)));

    // When
    long start = System.nanoTime();
    UUID run = lab.launch(launch);
    long made = System.nanoTime();
    lab.act(run, "cancel");
    long cancelled = System.nanoTime();

    // Then
    assertThat(lab.show(run).getInt("counts.total")).isEqualTo(ITEMS);
    assertThat(lab.show(run).getInt("counts.cancelled")).isEqualTo(ITEMS);
    lab.holds(run);
    LOG.infof(
        "large run items=%d made_ms=%d cancelled_ms=%d",
        ITEMS,
        Duration.ofNanos(made - start).toMillis(),
        Duration.ofNanos(cancelled - made).toMillis());
    scoring.close();
  }

  private String dataset() {
    String name = unique("large");
    UUID dataset = Ids.next();
    UUID version = Ids.next();
    lab.all(
        "insert into datasets (id, workspace_id, name, latest_version)"
            + " select $1, id, $2, 1 from workspaces where name = 'default'",
        dataset,
        name);
    lab.all(
        "insert into dataset_versions (id, dataset_id, version, sha256, item_count)"
            + " values ($1, $2, 1, 'x', $3)",
        version,
        dataset,
        ITEMS);
    lab.all(
        "insert into items (dataset_version_id, position, item_id, section, body)"
            + " select $1, i, 'item-' || i, 's' || (i % 7), '{\"input\":\"q\",\"expected\":\"a\"}'"
            + " from generate_series(0, $2 - 1) i",
        version, ITEMS);
    return name;
  }
}
