package dev.assay.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.common.message.Address;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.ModelCall;
import dev.assay.common.message.WorkerPresence.CallsTaken;
import dev.assay.common.part.HeldCalls;
import dev.assay.worker.testing.Calls;
import dev.assay.worker.testing.FakeTime;
import dev.assay.worker.testing.FreeSlot;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No call is made of which nobody was told. */
class TakenCallsTest {
  private final FakeTime time = new FakeTime();
  private final List<CallsTaken> told = new ArrayList<>();
  private final List<UniEmitter<? super Void>> open = new ArrayList<>();
  private final List<Integer> made = new ArrayList<>();
  private final TakenCalls taken = new TakenCalls("w1", time, new Mailbox(time), this::send);

  private Uni<Void> send(String address, Envelope<?> message) {
    assertThat(address).isEqualTo(Address.ACTIVITY);
    told.add((CallsTaken) message.body());
    return Uni.createFrom().emitter(open::add);
  }

  private void accept() {
    open.remove(0).complete(null);
    time.advance(0);
  }

  private static OpenCall open(ModelCall call) {
    return new OpenCall(CallKey.of(call), call, new FreeSlot(), null);
  }

  private OpenCall take(int n) {
    OpenCall call =
        open(
            Calls.simulated()
                .n(n)
                .question(null, JsonNodeFactory.instance.objectNode().put("hand_out", n + 1))
                .build());
    taken.take(call, () -> made.add(n));
    return call;
  }

  @Test
  void shouldMakeACallOnceItIsTold() {
    // Given
    take(4);
    take(5);
    time.advance(0);

    // Then both were told at once, with their hand-outs, and neither was made
    assertThat(told).hasSize(1);
    assertThat(told.get(0).worker()).isEqualTo("w1");
    assertThat(told.get(0).calls())
        .containsExactly(
            new HeldCalls(
                Calls.simulated().build().unit().runId(), 1, List.of(4, 5), List.of(5, 6), 0));
    assertThat(made).isEmpty();

    // When the broker has it
    accept();

    // Then
    assertThat(made).containsExactly(4, 5);
  }

  @Test
  void shouldGatherWhatComesWhileItTells() {
    // Given
    take(0);
    time.advance(0);
    take(1);
    take(2);
    time.advance(TakenCalls.PAUSE_MS);
    assertThat(told).hasSize(1);

    // When
    accept();

    // Then
    assertThat(told).hasSize(2);
    assertThat(told.get(1).calls().get(0).units()).containsExactly(1, 2);
    accept();
    assertThat(made).containsExactly(0, 1, 2);

    // When another comes at once
    take(3);
    time.advance(TakenCalls.PAUSE_MS - 1);

    // Then it waits, so that high rates cost few messages
    assertThat(told).hasSize(2);
    time.advance(1);
    assertThat(told).hasSize(3);
  }

  @Test
  void shouldTellAgainWhatTheBrokerDidNotTake() {
    // Given
    take(0);
    time.advance(0);

    // When
    open.remove(0).fail(new IllegalStateException("the broker is away"));
    time.advance(TakenCalls.PAUSE_MS);
    assertThat(made).isEmpty();
    taken.look();
    time.advance(TakenCalls.PAUSE_MS);

    // Then
    assertThat(told).hasSize(2);
    accept();
    assertThat(made).containsExactly(0);
  }

  @Test
  void shouldEndWhatIsStoppedWithoutTelling() {
    // Given a call that cannot be told, as the broker is away
    OpenCall stopped = take(0);
    take(1);
    time.advance(0);

    // When
    stopped.cancel.cancel();
    taken.stopped();

    // Then it ends, and once only
    assertThat(made).containsExactly(0);
    accept();
    assertThat(made).containsExactly(0, 1);
  }

  @Test
  void shouldCountQuestionsOfJudgesAndPassOverThoseOfNoRun() {
    List<OpenCall> calls =
        List.of(
            open(Calls.simulated().n(0).question("a#1", null).build()),
            open(Calls.simulated().n(0).question("a#2", null).build()),
            open(Calls.simulated().n(1).replyTo(null).build()));

    assertThat(Told.grouped(calls.stream().map(Told::of)))
        .containsExactly(
            new HeldCalls(calls.get(0).call.unit().runId(), 1, List.of(), List.of(), 2));
  }
}
