package dev.assay.run.traffic.queues.reviews;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.access.Caller;
import dev.assay.run.platform.idempotency.Idempotency;
import dev.assay.run.platform.idempotency.Reply;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.traffic.feedback.CorrectionWarning;
import dev.assay.run.traffic.feedback.Corrections;
import dev.assay.run.traffic.feedback.EntityType;
import dev.assay.run.traffic.feedback.Feedback;
import dev.assay.run.traffic.feedback.FeedbackRules;
import dev.assay.run.traffic.feedback.FeedbackStore;
import dev.assay.run.traffic.feedback.FeedbackView;
import dev.assay.run.traffic.queues.QueueProgress;
import dev.assay.run.traffic.queues.ReviewQueue;
import dev.assay.run.traffic.redaction.SettingsStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Takes what people say of items: the feedback and the end of the lease, or neither. */
@ApplicationScoped
public class ReviewVerdicts {
  private final Reviews reviews;
  private final ItemStore items;
  private final Corrections corrections;
  private final SettingsStore settings;
  private final Idempotency idempotency;

  ReviewVerdicts(
      Reviews reviews,
      ItemStore items,
      Corrections corrections,
      SettingsStore settings,
      Idempotency idempotency) {
    this.reviews = reviews;
    this.items = items;
    this.corrections = corrections;
    this.settings = settings;
    this.idempotency = idempotency;
  }

  /**
   * What somebody says of an item; at least one of response, corrected, notes, rating and label.
   *
   * @param by who says so
   * @param response the corrected answer as JSON, an object or a list
   * @param corrected the corrected answer as text
   * @param notes a remark in words
   * @param rating how good the answer is; whatever scale you use
   * @param label a word for it
   * @param acceptInvalid take a response also when it does not fit the schema of the skill
   */
  @Schema(
      name = "ReviewVerdict",
      examples =
          """
          {"by": "reviewer 2", "response": {"total": 118.0, "currency": "EUR"}, "label": "wrong_total"}
          """)
  public record Said(
      String by,
      @Schema(implementation = Object.class) JsonNode response,
      String corrected,
      String notes,
      Double rating,
      String label,
      Boolean acceptInvalid) {

    /** As feedback that replaces what the same person said in the same queue. */
    private Feedback of(ReviewQueue queue, Held item) {
      return new Feedback(
          EntityType.of(item.entityType()),
          item.entityId(),
          "queue:" + queue.name() + ":" + by,
          response,
          corrected,
          notes,
          rating,
          label,
          by,
          null);
    }
  }

  /** An item that is done. */
  @Schema(name = "ReviewDone")
  public record Done(ReviewItem item, FeedbackView feedback, QueueProgress progress) {}

  /** Ends an item with what is said of it; the same key and body answer the same. */
  Uni<Response> complete(Caller caller, String key, String name, UUID id, Said said) {
    String path = "/v1/queues/" + name + "/items/" + id + "/complete";
    return idempotency.answered(
        caller,
        path,
        key,
        said,
        reviews
            .queueFor(caller.workspaceId(), name, said.by())
            .flatMap(queue -> complete(caller, path, key, queue, id, said)));
  }

  private Uni<Response> complete(
      Caller caller, String path, String key, ReviewQueue queue, UUID id, Said said) {
    UUID workspaceId = caller.workspaceId();
    return items
        .find(workspaceId, queue.id(), id)
        .map(item -> valid(said.of(queue, item.with(said.by()))))
        .flatMap(
            one ->
                settings.without(
                    workspaceId, List.of(one), (rules, it) -> rules.of(it, Feedback.class)))
        .map(without -> without.get(0))
        .call(one -> fitting(workspaceId, one, said))
        .flatMap(
            one ->
                idempotency.once(
                    caller,
                    path,
                    key,
                    said,
                    tx ->
                        ItemStore.hold(tx, workspaceId, queue.id(), id)
                            .flatMap(
                                item -> store(tx, workspaceId, queue, item.with(said.by()), one))
                            .map(done -> Reply.existing(null, done))));
  }

  private static Feedback valid(Feedback given) {
    FeedbackRules.wrong(given)
        .ifPresent(
            wrong -> {
              throw new ProblemException(
                  ErrorCode.VALIDATION_FAILED,
                  wrong.field().isEmpty()
                      ? "This " + wrong.message()
                      : "The field " + wrong.field() + " " + wrong.message(),
                  List.of(wrong));
            });
    return given;
  }

  private Uni<Void> fitting(UUID workspaceId, Feedback one, Said said) {
    return Boolean.TRUE.equals(said.acceptInvalid())
        ? Uni.createFrom().voidItem()
        : corrections
            .warnings(workspaceId, List.of(one))
            .invoke(
                wrong -> {
                  if (!wrong.isEmpty()) {
                    throw notFitting(wrong);
                  }
                })
            .replaceWithVoid();
  }

  private static ProblemException notFitting(List<CorrectionWarning> wrong) {
    List<Violation> violations =
        wrong.stream()
            .map(
                w ->
                    new Violation(
                        w.path().isEmpty() ? "response" : "response." + w.path(), w.message()))
            .toList();
    return new ProblemException(
        ErrorCode.VALIDATION_FAILED,
        violations.get(0).field()
            + ": "
            + violations.get(0).message()
            + ". The correction does not fit the schema of the skill; mend it, or send"
            + " accept_invalid: true.",
        violations);
  }

  private static Uni<Done> store(
      SqlConnection tx, UUID workspaceId, ReviewQueue queue, Held item, Feedback one) {
    return FeedbackStore.turns(tx, workspaceId, List.of(one))
        .flatMap(turn -> FeedbackStore.write(tx, workspaceId, List.of(one)))
        .flatMap(written -> FeedbackStore.under(tx, workspaceId, one))
        .flatMap(
            view ->
                ItemStore.settle(tx, item, ItemStatus.DONE, null)
                    .flatMap(
                        done ->
                            ItemStore.progress(tx, queue.id())
                                .map(progress -> new Done(done, view, progress))));
  }
}
