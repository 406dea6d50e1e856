package dev.assay.link.broker;

import dev.assay.common.id.Ids;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.Message;
import dev.assay.common.message.UnreadableMessageException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.amqp.AmqpConnection;
import io.vertx.amqp.AmqpMessage;
import io.vertx.amqp.AmqpReceiver;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Questions with answers: each goes to a queue with the address of a temporary queue of ours, and
 * the answer is known by its correlation id. Nothing here outlives a connection, and what nobody
 * waits for any more is not asked any more.
 */
final class Questions implements Attachable, Reopening.Link<AmqpReceiver> {
  private final Context context;
  private final LinkSender relay;
  private final Reopening<AmqpReceiver> reopening;
  private final Map<String, Question> waiting = new LinkedHashMap<>();
  private String replyAddress;

  /** One question and whoever waits for its answer. */
  private static final class Question {
    private final String address;
    private final Envelope<?> message;
    private final UniEmitter<? super Envelope<? extends Message>> answer;
    private Cancellable sending;

    private Question(
        String address,
        Envelope<?> message,
        UniEmitter<? super Envelope<? extends Message>> answer) {
      this.address = address;
      this.message = message;
      this.answer = answer;
    }
  }

  Questions(Context context, LinkSender relay, Duration timeout) {
    this.context = context;
    this.relay = relay;
    this.reopening = new Reopening<>(context, "replies in", timeout, this);
  }

  Uni<Envelope<? extends Message>> ask(String address, Envelope<?> message, Duration timeout) {
    String id = Ids.next().toString();
    return Uni.createFrom()
        .<Envelope<? extends Message>>emitter(
            answer -> context.runOnContext(v -> put(id, new Question(address, message, answer))))
        .ifNoItem()
        .after(timeout)
        .failWith(() -> new BrokerAwayException("no answer from " + address + " in time"))
        .onTermination()
        .invoke(() -> context.runOnContext(v -> forget(id)));
  }

  private void put(String id, Question question) {
    waiting.put(id, question);
    if (replyAddress != null) {
      send(id, question);
    }
  }

  private void send(String id, Question question) {
    question.sending =
        relay
            .send(question.message, question.address, replyAddress, id)
            .subscribe()
            .with(sent -> {}, question.answer::fail);
  }

  private void forget(String id) {
    Question question = waiting.remove(id);
    if (question != null && question.sending != null) {
      question.sending.cancel();
    }
  }

  @Override
  public void attach(AmqpConnection connection) {
    reopening.attach(connection);
  }

  @Override
  public Future<AmqpReceiver> open(AmqpConnection on) {
    return on.createDynamicReceiver();
  }

  @Override
  public Future<Void> close(AmqpReceiver unwanted) {
    return unwanted.close();
  }

  @Override
  public void opened(AmqpConnection on, AmqpReceiver receiver) {
    receiver.exceptionHandler(
        e -> {
          if (reopening.connection() == on) {
            replyAddress = null;
            failAll("the broker closed the link");
            reopening.closed(on, e);
          }
        });
    receiver.handler(this::answered);
    replyAddress = receiver.address();
    waiting.forEach(this::send);
  }

  private void answered(AmqpMessage message) {
    reopening.works();
    Question question = waiting.remove(String.valueOf(message.correlationId()));
    if (question == null) {
      return;
    }
    try {
      question.answer.complete(LinkDelivery.read(message));
    } catch (UnreadableMessageException e) {
      question.answer.fail(e);
    }
  }

  @Override
  public void detach() {
    reopening.detach();
    replyAddress = null;
    failAll("the broker is away");
  }

  private void failAll(String why) {
    List<Question> asked = List.copyOf(waiting.values());
    waiting.clear();
    asked.forEach(question -> question.answer.fail(new BrokerAwayException(why)));
  }

  @Override
  public void tick() {
    if (reopening.connection() == null) {
      failAll("the broker is away");
    }
  }

  @Override
  public boolean refused() {
    return reopening.refused();
  }
}
