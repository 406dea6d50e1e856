package dev.assay.run.traffic.otlp;

import dev.assay.run.platform.db.InOrder;
import dev.assay.run.traffic.otlp.spans.OutermostSpans;
import dev.assay.run.traffic.otlp.spans.OutermostSpans.Trace;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Ends the waiting for roots that do not come: they were lost, or are told to somebody else. What
 * is the outermost span of a trace that went quiet stands for its execution.
 */
@ApplicationScoped
class QuietTraces {
  private static final Logger LOG = Logger.getLogger(QuietTraces.class);
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final int AT_A_TIME = 100;

  private final OutermostSpans outermost;
  private final OtlpIntake intake;
  private final OtlpConfig config;
  private final Vertx vertx;
  private final AtomicBoolean looking = new AtomicBoolean();

  QuietTraces(OutermostSpans outermost, OtlpIntake intake, OtlpConfig config, Vertx vertx) {
    this.outermost = outermost;
    this.intake = intake;
    this.config = config;
    this.vertx = vertx;
  }

  void start(@Observes StartupEvent event) {
    vertx.setPeriodic(EVERY.toMillis(), id -> look());
  }

  private void look() {
    if (!looking.compareAndSet(false, true)) {
      return;
    }
    end(config.waitForRoot())
        .subscribe()
        .with(
            ended -> {
              looking.set(false);
              LOG.debugf("traces without their root ended traces=%d", ended);
            },
            e -> {
              looking.set(false);
              LOG.warnf("traces without their root not ended error=%s", e.toString());
            });
  }

  /** Ends it for traces of which nothing came for so long; the item is how many. */
  Uni<Integer> end(Duration quiet) {
    return outermost
        .quiet(quiet, AT_A_TIME)
        .flatMap(
            traces -> {
              Map<UUID, List<String>> ids =
                  traces.stream()
                      .collect(
                          Collectors.groupingBy(
                              Trace::workspaceId,
                              Collectors.mapping(Trace::traceId, Collectors.toList())));
              return InOrder.each(
                      List.copyOf(ids.entrySet()),
                      one ->
                          intake
                              .executions(one.getKey(), one.getValue(), true)
                              // Those of one workspace stop nobody else's.
                              .onFailure()
                              .invoke(
                                  e ->
                                      LOG.warnf(
                                          "traces without their root not ended workspace=%s"
                                              + " error=%s",
                                          one.getKey(), e.toString()))
                              .onFailure()
                              .recoverWithNull())
                  .map(done -> traces.size());
            });
  }
}
