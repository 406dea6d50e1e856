package dev.assay.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.common.message.Address;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.Message;
import dev.assay.common.message.ModelCall;
import dev.assay.common.message.RunCancelled;
import dev.assay.common.part.HeldCalls;
import dev.assay.link.broker.Delivery;
import dev.assay.worker.admission.Colleagues;
import dev.assay.worker.admission.Gate;
import dev.assay.worker.metrics.WorkerMetrics;
import dev.assay.worker.testing.Calls;
import dev.assay.worker.testing.FakeTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A worker says that it has a call for as long as nobody knows what came of it. */
class UnreportedTest {
  private static final JsonNode CONTEXT = JsonNodeFactory.instance.objectNode().put("hand_out", 3);

  private final FakeTime time = new FakeTime();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<String> settled = new ArrayList<>();
  private boolean brokerTakesAnswers = true;
  // Without a loop each call that is made breaks.
  private final CallIntake intake =
      new CallIntake(
          "w1",
          null,
          new Gate(new Alone()),
          time,
          new Mailbox(time),
          this::send,
          new WorkerMetrics(meters));

  private static final class Alone implements Colleagues {
    @Override
    public int workers() {
      return 1;
    }

    @Override
    public int rank() {
      return 0;
    }

    @Override
    public int othersActive(UUID run) {
      return 0;
    }
  }

  private final class Delivered implements Delivery {
    private final ModelCall call;

    private Delivered(ModelCall call) {
      this.call = call;
    }

    @Override
    public Envelope<? extends Message> envelope() {
      return Envelope.of(null, call);
    }

    @Override
    public void accept() {
      settled.add("accepted");
    }

    @Override
    public void release() {
      settled.add("released");
    }

    @Override
    public void fail() {
      settled.add("failed");
    }

    @Override
    public void reject() {
      settled.add("rejected");
    }

    @Override
    public Uni<Void> reply(Envelope<?> answer) {
      return Uni.createFrom().voidItem();
    }
  }

  private Uni<Void> send(String address, Envelope<?> message) {
    return Address.ANSWERS.equals(address) && !brokerTakesAnswers
        ? Uni.createFrom().failure(new IllegalStateException("the broker is away"))
        : Uni.createFrom().voidItem();
  }

  private ModelCall deliver() {
    ModelCall call =
        Calls.simulated().n(4).question(null, CONTEXT).replyTo(Address.ANSWERS).build();
    intake.delivered(new Delivered(call));
    time.advance(TakenCalls.PAUSE_MS);
    return call;
  }

  private static HeldCalls held(ModelCall call) {
    return new HeldCalls(call.unit().runId(), 1, List.of(4), List.of(3), 0);
  }

  @Test
  void shouldStillHaveACallThatBroke() {
    // When a call breaks, of which nobody can say whether the provider was asked
    ModelCall call = deliver();

    // Then it is given back and told of, and waits for nobody
    assertThat(settled).containsExactly("failed");
    assertThat(intake.calls()).containsExactly(held(call));
    assertThat(intake.idle()).isTrue();
  }

  @Test
  void shouldStillHaveACallWhoseReplyWasDropped() {
    // Given a reply that the broker does not take
    assertThat(meters.get("assay.worker.replies.dropped").counter().count()).isZero();
    brokerTakesAnswers = false;
    UUID run = Calls.simulated().build().unit().runId();
    intake.cancel(new RunCancelled(List.of(new RunCancelled.Run(run, 1))));
    ModelCall call = deliver();
    assertThat(settled).isEmpty();

    // When it is given up
    time.advance(Duration.ofMinutes(11).toMillis());
    intake.resend();
    time.advance(0);

    // Then
    assertThat(settled).containsExactly("failed");
    assertThat(intake.calls()).containsExactly(held(call));
    // And what the alert AssayRepliesDropped looks at has grown
    assertThat(meters.get("assay.worker.replies.dropped").counter().count()).isOne();
  }

  @Test
  void shouldHaveNothingOnceAReplyWasAccepted() {
    UUID run = Calls.simulated().build().unit().runId();
    intake.cancel(new RunCancelled(List.of(new RunCancelled.Run(run, 1))));
    deliver();
    assertThat(settled).containsExactly("accepted");
    assertThat(intake.calls()).isEmpty();
  }
}
