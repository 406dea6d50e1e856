package dev.assay.link.faults;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.proton.ProtonConnection;
import io.vertx.proton.ProtonLink;
import io.vertx.proton.ProtonReceiver;
import io.vertx.proton.ProtonSender;
import io.vertx.proton.ProtonServer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A far end that opens every connection and session, and does not answer to links at one address
 * until it is told to. The heartbeat goes on meanwhile: the connection looks well.
 */
final class MuteBroker implements AutoCloseable {
  static final String ADDRESS = "mute";

  private final Vertx vertx = Vertx.vertx();
  private final ProtonServer server;
  private final List<Unanswered> unanswered = new CopyOnWriteArrayList<>();
  private final Queue<String> received = new ConcurrentLinkedQueue<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private volatile boolean answers;

  private record Unanswered(Context context, boolean out, Runnable answer) {}

  MuteBroker() {
    server =
        ProtonServer.create(vertx)
            .connectHandler(this::connected)
            .listen(0, "127.0.0.1", listening -> {});
  }

  private void connected(ProtonConnection connection) {
    connections.incrementAndGet();
    connection.openHandler(open -> connection.setContainer(ADDRESS).open());
    connection.sessionOpenHandler(session -> session.open());
    connection.receiverOpenHandler(this::opens);
    connection.senderOpenHandler(this::opens);
  }

  /** The client wants to send. */
  private void opens(ProtonReceiver link) {
    boolean mute =
        link.getRemoteTarget() != null && ADDRESS.equals(link.getRemoteTarget().getAddress());
    link.handler((delivery, message) -> received.add(String.valueOf(message.getMessageId())));
    answer(
        link,
        mute,
        true,
        () -> {
          link.setTarget(link.getRemoteTarget());
          link.open();
        });
  }

  /** The client wants to receive. */
  private void opens(ProtonSender link) {
    boolean mute =
        link.getRemoteSource() != null && ADDRESS.equals(link.getRemoteSource().getAddress());
    answer(
        link,
        mute,
        false,
        () -> {
          link.setSource(link.getRemoteSource());
          link.open();
        });
  }

  private void answer(ProtonLink<?> link, boolean mute, boolean out, Runnable answer) {
    link.closeHandler(
        gone -> {
          closed.incrementAndGet();
          link.close();
        });
    if (mute && !answers) {
      unanswered.add(new Unanswered(Vertx.currentContext(), out, answer));
    } else {
      answer.run();
    }
  }

  int port() {
    return server.actualPort();
  }

  /** From now on answers; what was asked before stays as it is. */
  void answerFromNowOn() {
    answers = true;
  }

  /** Answers to what was asked before. */
  void answerLate() {
    unanswered.forEach(one -> one.context().runOnContext(v -> one.answer().run()));
  }

  /** How many links of a direction have been asked for in vain; out is what the client sends on. */
  long unanswered(boolean out) {
    return unanswered.stream().filter(one -> one.out() == out).count();
  }

  /** How many links the client has closed. */
  int closed() {
    return closed.get();
  }

  int connections() {
    return connections.get();
  }

  Queue<String> received() {
    return received;
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
