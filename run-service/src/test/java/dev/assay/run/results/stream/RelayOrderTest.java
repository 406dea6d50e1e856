package dev.assay.run.results.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.message.UnitActivity;
import dev.assay.common.part.UnitRef;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RelayOrderTest {
  private static final UUID RUN = UUID.randomUUID();
  private static final UUID OTHER = UUID.randomUUID();

  private record HandedOn(UUID run, List<String> texts, UniEmitter<? super Void> over) {}

  private final List<HandedOn> handedOn = new ArrayList<>();
  private final RelayOrder order = new RelayOrder(this::handOn);

  private Uni<Void> handOn(UUID run, List<UnitActivity.Event> events) {
    return Uni.createFrom()
        .emitter(
            over ->
                handedOn.add(
                    new HandedOn(
                        run, events.stream().map(UnitActivity.Event::text).toList(), over)));
  }

  private void told(UUID run, String text) {
    order.add(
        run,
        List.of(
            new UnitActivity.Event(new UnitRef(run, 0, 1), UnitActivity.Kind.TEXT, text, null)));
  }

  @Test
  void shouldHandOnWhatWasToldLaterAfterWhatWasToldBefore() {
    // Given a text whose place is asked for, and two that came meanwhile
    told(RUN, "a");
    told(RUN, "ab");
    told(RUN, "abc");
    assertThat(handedOn).extracting(HandedOn::texts).containsExactly(List.of("a"));

    // When the first one is handed on
    handedOn.get(0).over().complete(null);

    // Then the others follow together, and the next one after them at once
    assertThat(handedOn)
        .extracting(HandedOn::texts)
        .containsExactly(List.of("a"), List.of("ab", "abc"));
    handedOn.get(1).over().complete(null);
    told(RUN, "abcd");
    assertThat(handedOn).last().extracting(HandedOn::texts).isEqualTo(List.of("abcd"));
  }

  @Test
  void shouldLetNoRunWaitForAnotherNorForAFailure() {
    told(RUN, "a");
    told(OTHER, "b");
    assertThat(handedOn).extracting(HandedOn::run).containsExactly(RUN, OTHER);

    told(RUN, "ab");
    handedOn.get(0).over().fail(new IllegalStateException("the database is away"));

    assertThat(handedOn).last().extracting(HandedOn::texts).isEqualTo(List.of("ab"));
  }
}
