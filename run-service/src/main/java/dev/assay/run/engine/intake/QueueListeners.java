package dev.assay.run.engine.intake;

import dev.assay.common.message.Address;
import dev.assay.common.message.Message;
import dev.assay.common.message.ModelReply;
import dev.assay.common.message.ScoreReport;
import dev.assay.common.part.UnitRef;
import dev.assay.link.broker.BrokerLink;
import dev.assay.link.broker.Delivery;
import dev.assay.link.broker.Receiver;
import dev.assay.run.engine.troubles.RunTroubles;
import dev.assay.run.platform.shutdown.Stoppable;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

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
      RunTroubles troubles,
      AnswerIntake answerIntake,
      ScoreIntake scoreIntake,
      LostTasks lostTasks,
      Goodbyes goodbyes,
      DeadLetters deadLetters) {
    this.link = link;
    this.config = config;
    this.deadLetters = deadLetters;
    this.answers =
        new BatchIntake<>(
            "answers",
            ModelReply.class,
            new AnswerContent(goodbyes),
            vertx,
            config,
            metrics,
            troubles,
            answerIntake::take);
    this.scores =
        new BatchIntake<>(
            "scores",
            ScoreReport.class,
            new ScoreContent(),
            vertx,
            config,
            metrics,
            troubles,
            reports -> scoreIntake.take(reports).flatMap(taken -> lostTasks.take(reports)));
  }

  void start(@Observes StartupEvent event) {
    long bytes = config.creditBytes().asLongValue();
    receivers =
        List.of(
            link.receive(Address.ANSWERS, config.credit(), bytes, answers::take),
            link.receive(Address.SCORES, config.credit(), bytes, scores::take),
            link.receive(Address.DEAD_LETTERS, 20, bytes, deadLetters::take));
  }

  /** What is committed is accepted before the link closes, or it would come a second time. */
  @Override
  public Uni<Void> stop() {
    receivers.forEach(Receiver::stop);
    return Uni.join().all(answers.stop(), scores.stop()).andFailFast().replaceWithVoid();
  }

  /** A reply is of one unit; a worker that leaves says goodbye behind its last one. */
  static final class AnswerContent implements BatchIntake.Content<ModelReply> {
    private final Goodbyes goodbyes;

    AnswerContent(Goodbyes goodbyes) {
      this.goodbyes = goodbyes;
    }

    @Override
    public boolean other(Message body, Delivery delivery) {
      return goodbyes.take(body, delivery);
    }

    @Override
    public UUID run(ModelReply reply) {
      if (reply.answer() == null && reply.failure() == null && reply.notBefore() == null) {
        throw new IllegalArgumentException("the reply says neither what nor when");
      }
      return Objects.requireNonNull(reply.unit().runId(), "the unit names no run");
    }

    @Override
    public int units(ModelReply reply) {
      return 1;
    }
  }

  /** A report is of units of one run; one of several is written with the first one's. */
  static final class ScoreContent implements BatchIntake.Content<ScoreReport> {
    private static final UUID NONE = new UUID(0, 0);

    @Override
    public UUID run(ScoreReport report) {
      Stream<UnitRef> lost = report.lost() == null ? Stream.empty() : report.lost().stream();
      Stream<UnitRef> measured =
          Stream.concat(
              report.units().stream()
                  .peek(unit -> Objects.requireNonNull(unit.scores(), "a unit has no scores"))
                  .map(ScoreReport.Unit::unit),
              report.spent() == null
                  ? Stream.empty()
                  : report.spent().stream().map(ScoreReport.Spent::unit));
      List<UUID> runs =
          Stream.concat(measured, lost)
              .map(unit -> Objects.requireNonNull(unit.runId(), "a unit names no run"))
              .toList();
      return runs.isEmpty() ? NONE : runs.get(0);
    }

    @Override
    public int units(ScoreReport report) {
      return report.units().size();
    }
  }
}
