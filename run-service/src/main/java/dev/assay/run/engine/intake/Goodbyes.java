package dev.assay.run.engine.intake;

import dev.assay.common.message.Message;
import dev.assay.common.message.WorkerPresence;
import dev.assay.link.broker.Delivery;
import dev.assay.run.engine.losses.WorkerCalls;
import dev.assay.run.engine.losses.WorkerRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Goodbyes of workers, which wait in the queue of their answers when nobody is there to hear them:
 * who has left is not taken for lost when this service is back.
 */
@ApplicationScoped
class Goodbyes {
  private final WorkerCalls workers;
  private final WorkerRows rows;

  Goodbyes(WorkerCalls workers, WorkerRows rows) {
    this.workers = workers;
    this.rows = rows;
  }

  /** Takes a message if it is one, and then settles its delivery. */
  boolean take(Message body, Delivery delivery) {
    if (!(body instanceof WorkerPresence goodbye)) {
      return false;
    }
    workers.heard(goodbye);
    rows.left(workers.gone().contains(goodbye.worker()) ? List.of(goodbye.worker()) : List.of())
        .subscribe()
        .with(left -> delivery.accept(), e -> delivery.fail());
    return true;
  }
}
