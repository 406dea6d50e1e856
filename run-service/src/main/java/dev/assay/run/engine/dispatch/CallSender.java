package dev.assay.run.engine.dispatch;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.message.Address;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.UnitRef;
import dev.assay.link.broker.BrokerLink;
import dev.assay.link.broker.Sender;
import dev.assay.run.engine.troubles.Passing;
import dev.assay.run.engine.troubles.RunTroubles;
import dev.assay.run.library.assets.AssetLinks;
import dev.assay.run.platform.broker.Accepted;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.prompt.PromptFailedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Sends the calls of claimed units and stamps those the broker accepted. What is not stamped is
 * sent again by the sweeper, so a failure here is not an error of the unit.
 */
@ApplicationScoped
public class CallSender {
  /** A unit that so many workers in a row were lost with is not given to another. */
  private static final int MOST_DELIVERIES = 3;

  private static final String STEP = "sending its calls";

  private final CallBuilder builder;
  private final CachedAnswers cached;
  private final AssetLinks links;
  private final UnitClaims claims;
  private final Sender calls;
  private final Sender answers;
  private final RunTroubles troubles;

  CallSender(
      CallBuilder builder,
      CachedAnswers cached,
      AssetLinks links,
      UnitClaims claims,
      BrokerLink link,
      RunTroubles troubles) {
    this.troubles = troubles;
    this.builder = builder;
    this.cached = cached;
    this.links = links;
    this.claims = claims;
    this.calls = link.sender(Address.CALLS);
    this.answers = link.sender(Address.ANSWERS);
  }

  /** Sends and stamps. Completes when both are done, and does not fail for what was not sent. */
  public Uni<Void> send(List<ClaimedUnit> units) {
    Map<UUID, List<ClaimedUnit>> byRun = new LinkedHashMap<>();
    units.forEach(u -> byRun.computeIfAbsent(u.ref().runId(), r -> new ArrayList<>()).add(u));
    return troubles.each(
        STEP, byRun.entrySet(), Map.Entry::getKey, run -> sendRun(run.getKey(), run.getValue()));
  }

  private Uni<Void> sendRun(UUID runId, List<ClaimedUnit> units) {
    return builder
        .forRun(runId, units.get(0).ref().generation(), units)
        .flatMap(plan -> sendPlanned(runId, plan, units))
        .onFailure(e -> !Passing.is(e))
        // The provider was deleted meanwhile, or the definition cannot be read: no unit can be
        // asked.
        .recoverWithUni(
            e -> sendAll(runId, units, unit -> unit, unit -> sendFailure(unit, unsent(e))));
  }

  /** A problem as it is; what nobody foresaw without its message, which may hold anything. */
  private static Throwable unsent(Throwable e) {
    return e instanceof ProblemException || e instanceof PromptFailedException
        ? e
        : new ProblemException(
            ErrorCode.INTERNAL,
            "No call could be made for this item: " + e.getClass().getSimpleName() + ".");
  }

  private Uni<Void> sendPlanned(UUID runId, CallBuilder.RunPlan plan, List<ClaimedUnit> units) {
    List<Outgoing> all = units.stream().map(plan::prepare).toList();
    Uni<List<Outgoing>> toSend =
        plan.cache().reads() ? cached.take(plan.workspaceId(), all) : Uni.createFrom().item(all);
    return toSend.flatMap(left -> sendAll(runId, left, Outgoing::unit, this::sendOne));
  }

  private <T> Uni<Void> sendAll(
      UUID runId, List<T> all, Function<T, ClaimedUnit> unit, Function<T, Uni<Void>> send) {
    return Accepted.of("call", runId, all, send)
        .flatMap(sent -> stamp(sent.stream().map(unit).map(ClaimedUnit::ref).toList()));
  }

  private Uni<Void> stamp(List<UnitRef> sent) {
    return sent.isEmpty()
        ? Uni.createFrom().voidItem()
        : claims.stamp(
            sent.get(0).runId(),
            sent.get(0).generation(),
            sent.stream().map(UnitRef::n).toArray(Integer[]::new));
  }

  private Uni<Void> sendOne(Outgoing out) {
    if (out.unit().deliveries() > MOST_DELIVERIES) {
      return sendFailure(
          out.unit(),
          new ProblemException(
              ErrorCode.WORKER_LOST,
              "This item was handed out "
                  + MOST_DELIVERIES
                  + " times, and each time its worker was lost before there was an answer."));
    }
    if (out.failure() != null) {
      return sendFailure(out.unit(), out.failure());
    }
    return Uni.createFrom()
        .deferred(() -> links.sign(out.call()))
        .flatMap(call -> calls.send(Envelope.of(out.unit().ref().runId(), call)))
        .onFailure(e -> !Passing.is(e))
        .recoverWithUni(e -> sendFailure(out.unit(), unsent(e)));
  }

  /** Takes the way of every answer, so that the unit settles by the same rules. */
  private Uni<Void> sendFailure(ClaimedUnit unit, Throwable why) {
    ErrorCode code =
        why instanceof ProblemException problem ? problem.code() : ErrorCode.PROMPT_FAILED;
    Failure failure = new Failure(code, why.getMessage());
    return answers.send(Envelope.of(unit.ref().runId(), ModelReply.failed(unit.ref(), failure)));
  }
}
