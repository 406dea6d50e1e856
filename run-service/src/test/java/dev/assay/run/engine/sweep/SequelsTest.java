package dev.assay.run.engine.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.id.Ids;
import dev.assay.run.engine.troubles.RunTroubles;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import dev.assay.run.testing.TestApi;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What follows and fails: it rests, is counted by all replicas together, and is given up. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class SequelsTest {
  @Inject Lab lab;
  @Inject SequelTroubles troubles;
  @Inject RunTroubles ending;
  @Inject Turns turns;

  private final Failing sequel = new Failing();

  /** Is due for one, and fails as long as it is told to. */
  private static final class Failing implements Sequel {
    private final String name = TestApi.unique("doing");
    private final UUID id = Ids.next();
    private final List<String> givenUp = new ArrayList<>();
    private RuntimeException failure = new IllegalStateException("a secret of somebody's");
    private RuntimeException endless;
    private int tries;

    @Override
    public String name() {
      return name;
    }

    @Override
    public Uni<List<UUID>> due() {
      return Uni.createFrom().item(givenUp.isEmpty() ? List.of(id) : List.of());
    }

    @Override
    public Uni<Void> follow(UUID of) {
      tries++;
      return failure == null ? Uni.createFrom().voidItem() : Uni.createFrom().failure(failure);
    }

    @Override
    public Uni<Void> giveUp(UUID of, String why) {
      if (endless != null) {
        return Uni.createFrom().failure(endless);
      }
      givenUp.add(why);
      return Uni.createFrom().voidItem();
    }
  }

  /** Another one looks, as each replica has one. */
  private void look() {
    new Sequels(List.of(sequel), troubles, ending, turns).sweep().await().atMost(Lab.LONG);
  }

  private void rested() {
    lab.all("update sequel_troubles set rests_until = now() where sequel = $1", sequel.name);
  }

  private int counted() {
    return lab.one(
            "select coalesce(max(times), 0) as n from sequel_troubles where sequel = $1",
            sequel.name)
        .getInteger("n");
  }

  @Test
  void shouldGiveUpWhatFailsAgainAndAgainWhoeverTried() {
    // Given replicas that all failed
    for (int i = 1; i < SequelTroubles.MOST; i++) {
      look();
      assertThat(counted()).isEqualTo(i);
      rested();
    }
    assertThat(sequel.givenUp).isEmpty();

    // When
    look();

    // Then it is said in words that anybody may read, and nothing is counted any more
    assertThat(sequel.givenUp)
        .containsExactly(
            "D"
                + sequel.name.substring(1)
                + " failed 5 times in a row (IllegalStateException) and was given up.");
    assertThat(counted()).isZero();
    look();
    assertThat(sequel.tries).isEqualTo(SequelTroubles.MOST);
  }

  @Test
  void shouldRestAfterAFailureInEachReplica() {
    // Given
    look();
    lab.all(
        "update sequel_troubles set rests_until = now() + interval '1 hour' where sequel = $1",
        sequel.name);

    // When
    look();
    look();

    // Then
    assertThat(sequel.tries).isEqualTo(1);
  }

  @Test
  void shouldRestLongerWithEachFailure() {
    // Given
    lab.all(
        "insert into sequel_troubles (sequel, id, times, lasting, rests_until)"
            + " values ($1, $2, 4, 0, now())",
        sequel.name,
        sequel.id);

    // When
    look();

    // Then it rests 16 seconds from now, now being any time until this is read
    assertThat(
            lab.one(
                    "select rests_until <= now() + interval '16 seconds' as soon,"
                        + " rests_until - first_at >= interval '16 seconds' as rests"
                        + " from sequel_troubles where sequel = $1",
                    sequel.name)
                .toJson())
        .isEqualTo(new JsonObject().put("soon", true).put("rests", true));
    assertThat(counted()).isEqualTo(5);
  }

  @Test
  void shouldCountOneFailureOfSeveralReplicasOnce() {
    // When two that tried at the same time both say so
    SequelTroubles.Failed first =
        troubles.failed(sequel.name, sequel.id, sequel.failure).await().atMost(Lab.LONG);
    lab.all(
        "update sequel_troubles set rests_until = now() + interval '1 hour' where sequel = $1",
        sequel.name);
    SequelTroubles.Failed second =
        troubles.failed(sequel.name, sequel.id, sequel.failure).await().atMost(Lab.LONG);

    // Then
    assertThat(first).isEqualTo(new SequelTroubles.Failed(1, false));
    assertThat(second).isNull();
    assertThat(counted()).isEqualTo(1);
  }

  @Test
  void shouldForgetFailuresWhenItWasDone() {
    // Given
    look();
    rested();
    look();
    assertThat(counted()).isEqualTo(2);

    // When
    sequel.failure = null;
    rested();
    look();

    // Then
    assertThat(counted()).isZero();
  }

  @Test
  void shouldWaitAnHourForWhatPassesByItself() {
    // Given more failures than a fault of ours may have
    sequel.failure = new ProblemException(ErrorCode.SCORING_UNAVAILABLE, "It does not answer.");
    for (int i = 0; i < 2 * SequelTroubles.MOST; i++) {
      look();
      rested();
    }
    assertThat(sequel.givenUp).isEmpty();

    // When
    lab.all(
        "update sequel_troubles set first_at = first_at - interval '61 minutes' where sequel = $1",
        sequel.name);
    look();

    // Then
    assertThat(sequel.givenUp).singleElement().asString().contains("(It does not answer)");
  }

  @Test
  void shouldTryAgainWhatCouldNotBeGivenUp() {
    // Given
    sequel.endless = new IllegalStateException("not even that");
    lab.all(
        "insert into sequel_troubles (sequel, id, times, lasting, rests_until)"
            + " values ($1, $2, 4, 4, now())",
        sequel.name,
        sequel.id);
    look();
    assertThat(counted()).isEqualTo(5);

    // When
    sequel.endless = null;
    ending.succeeded(sequel.name, sequel.id);
    rested();
    look();

    // Then
    assertThat(sequel.givenUp).hasSize(1);
  }
}
