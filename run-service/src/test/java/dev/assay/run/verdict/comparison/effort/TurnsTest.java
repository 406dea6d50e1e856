package dev.assay.run.verdict.comparison.effort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private final List<UniEmitter<? super String>> begun = new ArrayList<>();
  private final Turns turns =
      new Turns(
          new ComparisonConfig() {
            @Override
            public long maxValues() {
              return 10;
            }

            @Override
            public int atOnce() {
              return 1;
            }

            @Override
            public int waiting() {
              return 2;
            }

            @Override
            public long maxSteps() {
              return 10;
            }
          });

  private UniAssertSubscriber<String> ask() {
    return turns
        .inTurn(() -> Uni.createFrom().<String>emitter(begun::add))
        .subscribe()
        .withSubscriber(UniAssertSubscriber.create());
  }

  @Test
  void shouldLetOneGoOnAndTheOthersWait() {
    // Given one that goes on and two that wait
    UniAssertSubscriber<String> first = ask();
    UniAssertSubscriber<String> second = ask();
    UniAssertSubscriber<String> third = ask();
    assertThat(begun).hasSize(1);

    // When / Then a fourth is told to come back
    ask().assertFailedWith(ProblemException.class, "ask again");

    // And each has its turn when the one before is done, however that ended
    begun.get(0).complete("one");
    first.assertItem("one");
    assertThat(begun).hasSize(2);
    begun.get(1).fail(new IllegalStateException("two"));
    second.assertFailedWith(IllegalStateException.class);
    begun.get(2).complete("three");
    third.assertItem("three");
    ask();
    assertThat(begun).hasSize(4);
  }

  @Test
  void shouldForgetAskersThatAreGone() {
    // Given
    UniAssertSubscriber<String> running = ask();
    UniAssertSubscriber<String> waiting = ask();
    UniAssertSubscriber<String> last = ask();

    // When one that waits and the one that goes on are left by their askers
    waiting.cancel();
    running.cancel();

    // Then the last one has its turn, and no turn is lost
    assertThat(begun).hasSize(2);
    begun.get(1).complete("last");
    last.assertItem("last");
    ask();
    assertThat(begun).hasSize(3);
  }

  @Test
  void shouldGoOnWhereTheAskerIsAndNotWhereTheOneBeforeEnds() {
    // Given one that goes on, and one that waits and asked from a context of its own
    ask();
    Vertx vertx = Vertx.vertx();
    try {
      Context own = vertx.getOrCreateContext();
      CompletableFuture<Boolean> there = new CompletableFuture<>();
      CompletableFuture<Void> waits = new CompletableFuture<>();
      own.runOnContext(
          start -> {
            turns
                .inTurn(
                    () -> {
                      there.complete(Vertx.currentContext() == own);
                      return Uni.createFrom().item("two");
                    })
                .subscribe()
                .with(two -> {}, there::completeExceptionally);
            waits.complete(null);
          });
      waits.orTimeout(240, TimeUnit.SECONDS).join();

      // When
      begun.get(0).complete("one");

      // Then
      assertThat(there.orTimeout(240, TimeUnit.SECONDS).join()).isTrue();
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  @Test
  void shouldShareStepsOutAndStopWhenNobodyWaits() {
    Effort effort = new Effort(1_000_000);
    effort.share(100);
    assertThat(effort.draws()).isEqualTo(9_999);
    effort.share(1_000);
    assertThat(effort.draws()).isEqualTo(1_000);
    effort.share(1_000_000);
    assertThat(effort.draws()).isEqualTo(199);

    effort.abandon();

    assertThatThrownBy(effort::draws).isInstanceOf(CancellationException.class);
  }
}
