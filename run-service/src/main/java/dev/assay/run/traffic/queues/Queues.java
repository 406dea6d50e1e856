package dev.assay.run.traffic.queues;

import dev.assay.run.platform.access.Caller;
import dev.assay.run.platform.idempotency.Idempotency;
import dev.assay.run.platform.idempotency.Reply;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** Makes, changes and fills queues; what is wrong with them is said before. */
@ApplicationScoped
class Queues {
  private static final String PATH = "/v1/queues";

  private final QueueRules rules;
  private final QueueStore store;
  private final QueueFill fill;
  private final Idempotency idempotency;

  Queues(QueueRules rules, QueueStore store, QueueFill fill, Idempotency idempotency) {
    this.rules = rules;
    this.store = store;
    this.fill = fill;
    this.idempotency = idempotency;
  }

  /** Makes one; the same key and body answer the same. */
  Uni<Response> make(Caller caller, String key, QueueInput given) {
    UUID workspaceId = caller.workspaceId();
    return idempotency.answered(
        caller,
        PATH,
        key,
        given,
        rules
            .whole(workspaceId, given)
            .flatMap(
                checked ->
                    idempotency.once(
                        caller,
                        PATH,
                        key,
                        given,
                        tx ->
                            QueueStore.write(tx, workspaceId, given.complete())
                                .map(made -> Reply.created(PATH + "/" + made.name(), made)))));
  }

  /** Changes what is given of one. */
  Uni<ReviewQueue> change(UUID workspaceId, String name, QueueInput change) {
    return store
        .get(workspaceId, name)
        .flatMap(there -> rules.change(workspaceId, change))
        .flatMap(checked -> store.change(workspaceId, name, change));
  }

  /** Fills one, whose rule may be about a run that is gone: that is said. */
  Uni<QueueFill.Filled> fill(UUID workspaceId, String name) {
    return store
        .get(workspaceId, name)
        .call(queue -> rules.change(workspaceId, queue.ofRule()))
        .flatMap(queue -> fill.fill(workspaceId, queue));
  }
}
