package dev.assay.run.platform.db;

import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A name that goes over to another row while somebody waits for the lock of the first. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class ReplacedRowTest {
  private static final Duration LONG = Duration.ofMinutes(4);
  private static final String WAITING =
      "select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like $1";

  @Inject Db db;

  @ParameterizedTest
  @CsvSource({"datasets, id", "providers, 'id, kind'"})
  void shouldNotFindARowThatCameWhileItWaitedForAnother(String table, String columns) {
    // Given
    String name = unique("replaced");
    String path = "/v1/" + table;
    asAdmin()
        .body(
            table.equals("providers")
                ? Map.of("name", name, "kind", "openai", "base_url", "https://api.example.com/v1")
                : Map.of("name", name))
        .post(path)
        .then()
        .statusCode(201);
    CompletableFuture<Void> replaced = new CompletableFuture<>();
    CompletableFuture<Void> commit = new CompletableFuture<>();
    String given = columns.replace("id", "$2::uuid");
    CompletableFuture<Void> other =
        db.inTransaction(
                tx ->
                    Db.query(
                            tx,
                            "update "
                                + table
                                + " set name = $1::text || '-old' where name = $1::text",
                            name)
                        .flatMap(
                            renamed ->
                                Db.query(
                                    tx,
                                    "insert into %s (workspace_id, name, %s) select workspace_id, $1::text, %s from %s where name = $1::text || '-old'"
                                        .formatted(table, columns, given, table),
                                    name,
                                    UUID.randomUUID()))
                        .invoke(() -> replaced.complete(null))
                        .call(() -> Uni.createFrom().completionStage(commit)))
            .replaceWithVoid()
            .subscribeAsCompletionStage();
    CompletableFuture.anyOf(replaced, other).orTimeout(240, TimeUnit.SECONDS).join();

    // When
    CompletableFuture<Integer> status =
        CompletableFuture.supplyAsync(
            () -> asAdmin().body(Map.of()).patch(path + "/" + name).statusCode());
    Awaitility.await()
        .atMost(LONG)
        .until(
            () ->
                db.query(WAITING, "%from " + table + "%for update%").await().atMost(LONG).rowCount()
                    > 0);
    commit.complete(null);
    other.orTimeout(240, TimeUnit.SECONDS).join();

    // Then
    assertThat(status.orTimeout(240, TimeUnit.SECONDS).join()).isEqualTo(404);
  }
}
