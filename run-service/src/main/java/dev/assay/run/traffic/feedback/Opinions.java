package dev.assay.run.traffic.feedback;

import dev.assay.run.platform.access.Caller;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.idempotency.Idempotency;
import dev.assay.run.platform.idempotency.Reply;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.traffic.reading.Records;
import dev.assay.run.traffic.reading.Rejected;
import dev.assay.run.traffic.redaction.SettingsStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Takes in what people say: all that is valid in a request, in one transaction. */
@ApplicationScoped
class Opinions {
  private static final String PATH = "/v1/feedback";

  private final Idempotency idempotency;
  private final SettingsStore settings;
  private final Corrections corrections;

  Opinions(Idempotency idempotency, SettingsStore settings, Corrections corrections) {
    this.idempotency = idempotency;
    this.settings = settings;
    this.corrections = corrections;
  }

  /**
   * What became of a body.
   *
   * @param accepted stored
   * @param replaced older ones under the same identifiers
   * @param unknown ids that nothing was logged under yet, at most 100; what was said of them is
   *     kept, and counts as soon as it is
   * @param rejected not valid
   * @param errors of those, the first hundred, each with its place
   * @param warnings corrections that do not fit the schema of their skill, the first hundred
   *     places; they are kept
   */
  @Schema(name = "FeedbackTaken")
  record Taken(
      int accepted,
      int replaced,
      List<String> unknown,
      int rejected,
      List<Violation> errors,
      List<CorrectionWarning> warnings) {}

  /** Stores feedback; the same key and body answer the same. */
  Uni<Response> take(Caller caller, String key, Records<Feedback> given) {
    return settings
        .without(caller.workspaceId(), given.good(), (rules, one) -> rules.of(one, Feedback.class))
        .flatMap(
            good ->
                told(caller, given.rejected())
                    .flatMap(
                        errors ->
                            corrections
                                .warnings(caller.workspaceId(), good, given.places())
                                .flatMap(
                                    warnings ->
                                        store(
                                            caller,
                                            key,
                                            good,
                                            new Bad(given.rejected().count(), errors),
                                            warnings))));
  }

  /** Records that are not taken, and the first reasons. */
  private record Bad(int count, List<Violation> told) {}

  /** What is told stays with the key as long as that does, and names what was sent. */
  private Uni<List<Violation>> told(Caller caller, Rejected rejected) {
    if (rejected.told().isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return settings.without(
        caller.workspaceId(),
        rejected.told(),
        (rules, one) ->
            new Violation(one.field(), rules.text(one.message()), one.line(), one.column()));
  }

  private Uni<Response> store(
      Caller caller,
      String key,
      List<Feedback> good,
      Bad rejected,
      List<CorrectionWarning> warnings) {
    return idempotency.once(
        caller,
        PATH,
        key,
        good,
        tx ->
            FeedbackStore.turns(tx, caller.workspaceId(), good)
                .flatMap(
                    turn ->
                        InOrder.map(
                            rounds(good),
                            round -> FeedbackStore.write(tx, caller.workspaceId(), round)))
                .map(replaced -> replaced.stream().mapToInt(Integer::intValue).sum())
                .flatMap(
                    replaced ->
                        FeedbackStore.unknown(tx, caller.workspaceId(), good)
                            .map(
                                unknown ->
                                    new Taken(
                                        good.size(),
                                        replaced,
                                        unknown,
                                        rejected.count(),
                                        rejected.told(),
                                        warnings)))
                .map(taken -> Reply.existing(null, taken)));
  }

  /**
   * The same in rounds in which each identifier stands once: the second of a body replaces the
   * first.
   */
  private static List<List<Feedback>> rounds(List<Feedback> given) {
    List<List<Feedback>> rounds = new ArrayList<>();
    Set<List<Object>> seen = new HashSet<>();
    List<Feedback> round = new ArrayList<>();
    for (Feedback one : given) {
      if (one.identifier() != null
          && !seen.add(List.of(one.entityType(), one.entityId(), one.identifier()))) {
        rounds.add(round);
        round = new ArrayList<>();
        seen.clear();
        seen.add(List.of(one.entityType(), one.entityId(), one.identifier()));
      }
      round.add(one);
    }
    rounds.add(round);
    return rounds;
  }
}
