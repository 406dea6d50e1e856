package dev.assay.worker.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.ModelCall;
import dev.assay.common.message.ModelReply;
import dev.assay.link.broker.Delivery;
import dev.assay.worker.call.CancelSignal;
import dev.assay.worker.call.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** A call this worker holds, with every delivery of it. */
final class OpenCall {
  private static final Logger LOG = Logger.getLogger(OpenCall.class);

  final CallKey key;
  final ModelCall call;
  final Slot slot;
  final CancelSignal cancel = new CancelSignal();
  private JsonNode context;
  private final List<Delivery> deliveries = new ArrayList<>(1);

  OpenCall(CallKey key, ModelCall call, Slot slot, Delivery delivery) {
    this.key = key;
    this.call = call;
    this.slot = slot;
    this.context = call.context();
    deliveries.add(delivery);
  }

  /** It was delivered again, maybe of another hand-out, which the reply is then for. */
  void again(Delivery delivery, ModelCall newer) {
    deliveries.add(delivery);
    context = newer.context();
  }

  /** What it came with last. */
  JsonNode context() {
    return context;
  }

  /** The reply as it goes out. */
  ModelReply addressed(ModelReply reply) {
    return context == call.context() ? reply : reply.with(context);
  }

  /** Answers whoever asked, at the address the question came with; he asks again, or does not. */
  void answer(ModelReply reply) {
    Envelope<ModelReply> answer = Envelope.of(null, reply);
    deliveries.forEach(
        delivery ->
            delivery
                .reply(answer)
                .subscribe()
                .with(sent -> {}, e -> LOG.debugf("question not answered: %s", e.getMessage())));
  }

  void settle(Consumer<Delivery> how) {
    deliveries.forEach(how);
    deliveries.clear();
  }
}
