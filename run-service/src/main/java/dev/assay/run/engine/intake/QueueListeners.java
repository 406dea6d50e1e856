package dev.assay.run.engine.intake;

import dev.assay.common.message.Address;
import dev.assay.common.message.ModelReply;
import dev.assay.common.message.ScoreReport;
import dev.assay.link.broker.BrokerLink;
import dev.assay.link.broker.Receiver;
import dev.assay.run.platform.shutdown.Stoppable;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Listens to the queues that come back to run-service. */
@ApplicationScoped
class QueueListeners implements Stoppable {
  private final BrokerLink link;
  private final IntakeConfig config;
  private final BatchIntake<ModelReply> answers;
  private final BatchIntake<ScoreReport> scores;
  private final DeadLetters deadLetters;
  private List<Receiver> receivers = List.of();

  QueueListeners(
      BrokerLink link,
      IntakeConfig config,
      Vertx vertx,
      MeterRegistry metrics,
      AnswerIntake answerIntake,
      ScoreIntake scoreIntake,
      DeadLetters deadLetters) {
    this.link = link;
    this.config = config;
    this.deadLetters = deadLetters;
    this.answers =
        new BatchIntake<>("answers", ModelReply.class, vertx, config, metrics, answerIntake::take);
    this.scores =
        new BatchIntake<>("scores", ScoreReport.class, vertx, config, metrics, scoreIntake::take);
  }

  void start(@Observes StartupEvent event) {
    receivers =
        List.of(
            link.receive(Address.ANSWERS, config.credit(), answers::take),
            link.receive(Address.SCORES, config.credit(), scores::take),
            link.receive(Address.DEAD_LETTERS, 20, deadLetters::take));
  }

  /** What is committed is accepted before the link closes, or it would come a second time. */
  @Override
  public Uni<Void> stop() {
    receivers.forEach(Receiver::stop);
    return Uni.join().all(answers.stop(), scores.stop()).andFailFast().replaceWithVoid();
  }
}
