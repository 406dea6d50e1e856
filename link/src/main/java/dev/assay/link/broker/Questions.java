package dev.assay.link.broker;

import dev.assay.common.id.Ids;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.Message;
import dev.assay.common.message.UnreadableMessageException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.proton.ProtonConnection;
import io.vertx.proton.ProtonLinkOptions;
import io.vertx.proton.ProtonReceiver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Questions with answers: each goes to a queue with the address of a temporary queue of ours, and
 * the answer is known by its correlation id. Nothing here outlives a connection.
 */
final class Questions implements BrokerLink.Attachable {
  private final Context context;
  private final ProtonLinkSender relay;
  private final Map<String, UniEmitter<? super Envelope<? extends Message>>> waiting =
      new HashMap<>();
  private final List<Runnable> beforeOpen = new ArrayList<>();
  private String replyAddress;
  private boolean connected;

  Questions(Context context, ProtonLinkSender relay) {
    this.context = context;
    this.relay = relay;
  }

  Uni<Envelope<? extends Message>> ask(String address, Envelope<?> question, Duration timeout) {
    String id = Ids.next().toString();
    return Uni.createFrom()
        .<Envelope<? extends Message>>emitter(
            answer -> context.runOnContext(v -> whenOpen(() -> put(id, address, question, answer))))
        .ifNoItem()
        .after(timeout)
        .failWith(() -> new BrokerAwayException("no answer from " + address + " in time"))
        .onTermination()
        .invoke(() -> context.runOnContext(v -> waiting.remove(id)));
  }

  private void whenOpen(Runnable action) {
    if (replyAddress != null) {
      action.run();
    } else {
      beforeOpen.add(action);
    }
  }

  private void put(
      String id,
      String address,
      Envelope<?> question,
      UniEmitter<? super Envelope<? extends Message>> answer) {
    waiting.put(id, answer);
    relay.send(question, address, replyAddress, id).subscribe().with(sent -> {}, answer::fail);
  }

  @Override
  public void attach(ProtonConnection connection) {
    connected = true;
    ProtonReceiver receiver =
        connection.createReceiver(null, new ProtonLinkOptions().setDynamic(true));
    receiver
        .setAutoAccept(true)
        .handler((delivery, message) -> answered(message))
        .openHandler(
            opened -> {
              if (opened.succeeded() && connected) {
                replyAddress = receiver.getRemoteSource().getAddress();
                List<Runnable> ready = List.copyOf(beforeOpen);
                beforeOpen.clear();
                ready.forEach(Runnable::run);
              }
            })
        .open();
  }

  private void answered(org.apache.qpid.proton.message.Message message) {
    UniEmitter<? super Envelope<? extends Message>> answer =
        waiting.remove(String.valueOf(message.getCorrelationId()));
    if (answer == null) {
      return;
    }
    try {
      answer.complete(ProtonLinkDelivery.read(message));
    } catch (UnreadableMessageException e) {
      answer.fail(e);
    }
  }

  @Override
  public void detach() {
    connected = false;
    replyAddress = null;
    List.copyOf(waiting.values())
        .forEach(answer -> answer.fail(new BrokerAwayException("the broker is away")));
    waiting.clear();
  }

  @Override
  public void tick() {
    if (!connected) {
      beforeOpen.clear();
    }
  }
}
