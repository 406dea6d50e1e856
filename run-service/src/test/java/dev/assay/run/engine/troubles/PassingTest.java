package dev.assay.run.engine.troubles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.link.broker.BrokerAwayException;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class PassingTest {
  private static final Throwable LASTING = new PgException("no", "ERROR", "22P05", null);
  private static final Throwable AWAY = new PgException("starting", "FATAL", "57P03", null);
  private static final Throwable FAULT = new IllegalStateException("a fault of ours");

  @Test
  void shouldJudgeSeveralFailuresByEachOfThem() {
    assertThat(Passing.is(new CompositeException(AWAY, new BrokerAwayException("away")))).isTrue();
    assertThat(Passing.is(new CompositeException(AWAY, LASTING))).isFalse();
    assertThat(Passing.is(new CompositeException(AWAY, FAULT))).isFalse();
    assertThat(Passing.is(new CompositeException(FAULT))).isFalse();
    assertThat(Passing.is(new CompletionException(new CompositeException(AWAY, FAULT)))).isFalse();
  }

  @Test
  void shouldCountWhatTakesTheDatabaseTooLongAgainstItsRun() {
    for (String state : new String[] {"57014", "25P04"}) {
      Throwable slow = new PgException("slow", "ERROR", state, null);
      assertThat(Passing.countsAgainst(slow)).as(state).isTrue();
      assertThat(Passing.is(slow)).as(state).isTrue();
    }
    assertThat(Passing.countsAgainst(LASTING)).isTrue();
    assertThat(Passing.countsAgainst(AWAY)).isFalse();
  }

  @Test
  void shouldJudgeWhatOnlyWrapsByWhatIsWithin() {
    assertThat(Passing.is(new VertxException("not connected", FAULT))).isFalse();
    assertThat(Passing.is(new VertxException("not connected", AWAY))).isTrue();
    assertThat(Passing.is(new VertxException("not connected"))).isTrue();
    assertThat(Passing.is(new TimeoutException())).isTrue();
  }
}
