package dev.assay.run.traffic.queues.reviews;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.traffic.feedback.EntityType;
import dev.assay.run.traffic.feedback.FeedbackStore;
import dev.assay.run.traffic.feedback.SkillSchemas;
import dev.assay.run.traffic.queues.QueueFill;
import dev.assay.run.traffic.queues.QueueFill.Refilled;
import dev.assay.run.traffic.queues.QueueProgress;
import dev.assay.run.traffic.queues.QueueRules;
import dev.assay.run.traffic.queues.QueueStore;
import dev.assay.run.traffic.queues.ReviewQueue;
import dev.assay.run.traffic.redaction.SettingsStore;
import dev.assay.run.traffic.requests.TrafficStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Hands out items of queues, one person another one, and takes them back. */
@ApplicationScoped
public class Reviews {
  private static final int MOST_FEEDBACK = 100;

  private final Db db;
  private final QueueStore queues;
  private final ItemStore items;
  private final QueueFill fill;
  private final TrafficStore records;
  private final SkillSchemas schemas;
  private final FeedbackStore feedback;
  private final SettingsStore settings;

  Reviews(
      Db db,
      QueueStore queues,
      ItemStore items,
      QueueFill fill,
      TrafficStore records,
      SkillSchemas schemas,
      FeedbackStore feedback,
      SettingsStore settings) {
    this.db = db;
    this.queues = queues;
    this.items = items;
    this.fill = fill;
    this.records = records;
    this.schemas = schemas;
    this.feedback = feedback;
    this.settings = settings;
  }

  /**
   * What somebody looks at.
   *
   * @param item null when nothing is left
   * @param filledAt when the queue was filled last; null for never. What came since may be let in
   */
  @Schema(name = "ReviewNext")
  public record Got(
      @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) ReviewItem item,
      QueueProgress progress,
      @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) Instant filledAt) {}

  /** An item that something was done with. */
  @Schema(name = "ReviewMoved")
  public record Moved(ReviewItem item, QueueProgress progress) {}

  /** A queue that a person may look through; fails with NOT_FOUND and VALIDATION_FAILED. */
  Uni<ReviewQueue> queueFor(UUID workspaceId, String name, String by) {
    return queues.get(workspaceId, name).invoke(queue -> require(queue, by));
  }

  private static void require(ReviewQueue queue, String by) {
    String wrong = null;
    if (by == null || by.isBlank() || by.length() > QueueRules.LONGEST_PERSON) {
      wrong = "must say who you are, in 1 to " + QueueRules.LONGEST_PERSON + " characters";
    } else if (!queue.people().isEmpty() && !queue.people().contains(by)) {
      wrong = "is none of the queue's people: " + String.join(", ", queue.people());
    }
    if (wrong != null) {
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "The field by " + wrong + ".",
          List.of(new Violation("by", wrong)));
    }
  }

  /** The item that a person has, or else the next one. */
  Uni<Got> next(UUID workspaceId, String name, String by) {
    return queueFor(workspaceId, name, by).flatMap(queue -> next(workspaceId, queue, by, null));
  }

  /**
   * The same.
   *
   * @param filled what filling the queue came to; null while that was not tried
   */
  private Uni<Got> next(UUID workspaceId, ReviewQueue queue, String by, Refilled filled) {
    Instant filledAt = filled == null ? queue.filledAt() : filled.filledAt();
    return items
        .take(queue, by)
        .flatMap(
            item -> {
              if (item != null) {
                return shown(workspaceId, queue, item, filledAt)
                    .onFailure(Reviews::isGone)
                    .recoverWithUni(
                        e ->
                            items.drop(item).flatMap(gone -> next(workspaceId, queue, by, filled)));
              }
              return filled == null
                  ? fill.refill(workspaceId, queue)
                      .flatMap(
                          now ->
                              now.found() == 0
                                  ? nothing(queue, now.filledAt())
                                  : next(workspaceId, queue, by, now))
                  : nothing(queue, filledAt);
            });
  }

  private static boolean isGone(Throwable e) {
    return e instanceof ProblemException problem && problem.code() == ErrorCode.NOT_FOUND;
  }

  private Uni<Got> nothing(ReviewQueue queue, Instant filledAt) {
    return items.progress(queue.id()).map(progress -> new Got(null, progress, filledAt));
  }

  private Uni<Got> shown(UUID workspaceId, ReviewQueue queue, ReviewItem item, Instant filledAt) {
    String type = EntityType.of(item.entityType().wire()).wire();
    return records
        .get(workspaceId, item.entityType(), item.entityId())
        .flatMap(
            record ->
                schemas
                    .of(workspaceId, record.record().skill(), record.record().skillVersion())
                    .flatMap(
                        schema ->
                            feedback
                                .list(
                                    workspaceId, type, item.entityId(), false, null, MOST_FEEDBACK)
                                .map(said -> item.showing(record, schema, said))))
        .flatMap(
            all -> items.progress(queue.id()).map(progress -> new Got(all, progress, filledAt)));
  }

  /** Why an item is left out, by the name that what is noted of an answer has in rules. */
  private record Reason(String notes) {}

  /** Leaves an item out. */
  Uni<Moved> skip(UUID workspaceId, String name, UUID id, String by, String reason) {
    return settings
        .without(
            workspaceId, List.of(new Reason(reason)), (rules, one) -> rules.of(one, Reason.class))
        .map(without -> without.get(0).notes())
        .flatMap(why -> leaveOut(workspaceId, name, id, by, why));
  }

  private Uni<Moved> leaveOut(UUID workspaceId, String name, UUID id, String by, String why) {
    return move(
        workspaceId,
        name,
        id,
        by,
        queue -> (tx, item) -> ItemStore.settle(tx, item.with(by), ItemStatus.SKIPPED, why));
  }

  /** Gives an item back to whoever comes next. */
  Uni<Moved> release(UUID workspaceId, String name, UUID id, String by) {
    return move(
        workspaceId, name, id, by, queue -> (tx, item) -> ItemStore.release(tx, item.with(by)));
  }

  /** Has an item for longer. */
  Uni<Moved> extend(UUID workspaceId, String name, UUID id, String by) {
    return move(
        workspaceId,
        name,
        id,
        by,
        queue -> (tx, item) -> ItemStore.lease(tx, item.with(by), queue));
  }

  /** Looks again at what the same person has settled. */
  Uni<Got> reopen(UUID workspaceId, String name, UUID id, String by) {
    return queueFor(workspaceId, name, by)
        .flatMap(
            queue ->
                db.inTransaction(
                        tx ->
                            ItemStore.hold(tx, workspaceId, queue.id(), id)
                                .flatMap(item -> ItemStore.lease(tx, item.settledBy(by), queue)))
                    .flatMap(item -> shown(workspaceId, queue, item, queue.filledAt())));
  }

  private Uni<Moved> move(
      UUID workspaceId,
      String name,
      UUID id,
      String by,
      Function<ReviewQueue, BiFunction<SqlConnection, Held, Uni<ReviewItem>>> step) {
    return queueFor(workspaceId, name, by)
        .flatMap(
            queue ->
                db.inTransaction(
                    tx ->
                        ItemStore.hold(tx, workspaceId, queue.id(), id)
                            .flatMap(item -> step.apply(queue).apply(tx, item))
                            .flatMap(
                                item ->
                                    ItemStore.progress(tx, queue.id())
                                        .map(progress -> new Moved(item, progress)))));
  }
}
