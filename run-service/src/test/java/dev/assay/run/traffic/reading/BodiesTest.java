package dev.assay.run.traffic.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.problem.ProblemException;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who gets a place when many bodies come at once. */
class BodiesTest {
  private static final UUID FLOODING = UUID.randomUUID();
  private static final UUID QUIET = UUID.randomUUID();
  private final List<UniEmitter<? super String>> held = new ArrayList<>();

  private static Bodies of(int places) {
    return new Bodies(
        new TrafficConfig() {
          @Override
          public MemorySize maxBytes() {
            return new MemorySize(BigInteger.valueOf(1_000));
          }

          @Override
          public int maxRatio() {
            return 10;
          }

          @Override
          public int bodiesAtATime() {
            return places;
          }
        });
  }

  /** A body of which something is done that does not end by itself. */
  private void hold(Bodies bodies, UUID workspace) {
    bodies
        .take(
            workspace,
            new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)),
            null,
            in -> "read",
            read -> Uni.createFrom().<String>emitter(held::add))
        .subscribe()
        .with(done -> {});
  }

  private void refused(Bodies bodies, UUID workspace, String why) {
    assertThatThrownBy(() -> hold(bodies, workspace))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS))
        .hasMessageContaining(why);
  }

  @Test
  void shouldLeaveHalfOfThePlacesToOtherWorkspaces() {
    // Given
    Bodies bodies = of(4);
    hold(bodies, FLOODING);
    hold(bodies, FLOODING);

    // When / Then
    refused(bodies, FLOODING, "of this workspace");
    hold(bodies, QUIET);
    hold(bodies, QUIET);
    assertThat(held).hasSize(4);
    refused(bodies, UUID.randomUUID(), "Too many bodies of traffic are being");

    // And what is done gives its place back
    held.get(0).complete("done");
    hold(bodies, FLOODING);
    refused(bodies, FLOODING, "of this workspace");
  }

  @Test
  void shouldGiveThePlaceBackOfWhatCouldNotBeRead() {
    // Given
    Bodies bodies = of(1);

    // When
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(
              () ->
                  bodies.take(
                      FLOODING,
                      new ByteArrayInputStream(new byte[] {1, 2, 3}),
                      "gzip",
                      in -> "read",
                      read -> Uni.createFrom().item("never")))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }

    // Then
    hold(bodies, FLOODING);
    assertThat(held).hasSize(1);
  }

  @Test
  void shouldHaveOnePlaceForEachWhereThereIsOne() {
    Shares one = new Shares(1);
    assertThat(one.take(FLOODING)).isTrue();
    assertThat(one.take(FLOODING)).isFalse();
    assertThat(one.take(QUIET)).isTrue();
    one.giveBack(FLOODING);
    assertThat(one.take(FLOODING)).isTrue();
  }
}
