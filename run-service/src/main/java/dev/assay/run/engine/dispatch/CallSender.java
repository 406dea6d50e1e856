package dev.assay.run.engine.dispatch;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.message.Address;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.ModelReply;
import dev.assay.link.broker.BrokerLink;
import dev.assay.link.broker.Sender;
import dev.assay.run.engine.dispatch.ClaimedUnit.Claim;
import dev.assay.run.engine.leases.Lease;
import dev.assay.run.engine.leases.Leases;
import dev.assay.run.engine.troubles.Passing;
import dev.assay.run.engine.troubles.RunTroubles;
import dev.assay.run.library.assets.AssetLinks;
import dev.assay.run.platform.broker.Accepted;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.trace.UnitTraces;
import dev.assay.run.runs.prompt.PromptFailedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Sends the calls of claimed units and stamps those the broker accepted. What is not stamped is
 * sent again by the sweeper, so a failure here is not an error of the unit; what only waits, for
 * the cache, the broker or another run, is not taken for that: its claim is renewed meanwhile.
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
  private final Leases leases;
  private final Sender calls;
  private final Sender answers;
  private final RunTroubles troubles;
  private final UnitTraces traces;

  CallSender(
      CallBuilder builder,
      CachedAnswers cached,
      AssetLinks links,
      UnitClaims claims,
      Leases leases,
      BrokerLink link,
      RunTroubles troubles,
      UnitTraces traces) {
    this.troubles = troubles;
    this.traces = traces;
    this.builder = builder;
    this.cached = cached;
    this.links = links;
    this.claims = claims;
    this.leases = leases;
    this.calls = link.sender(Address.CALLS);
    this.answers = link.sender(Address.ANSWERS);
  }

  /** Sends and stamps. Completes when both are done, and does not fail for what was not sent. */
  public Uni<Void> send(List<ClaimedUnit> units) {
    if (units.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Map<UUID, List<ClaimedUnit>> byRun = new LinkedHashMap<>();
    units.forEach(u -> byRun.computeIfAbsent(u.ref().runId(), r -> new ArrayList<>()).add(u));
    return leases.during(
        claims(units),
        claims,
        lease ->
            troubles.each(
                STEP,
                byRun.entrySet(),
                Map.Entry::getKey,
                run -> sendRun(lease, run.getKey(), run.getValue())));
  }

  private static List<Claim> claims(List<ClaimedUnit> units) {
    return units.stream().map(ClaimedUnit::claim).toList();
  }

  private Uni<Void> sendRun(Lease<Claim> lease, UUID runId, List<ClaimedUnit> units) {
    return builder
        .forRun(runId, units.get(0).ref().generation(), units)
        .onItemOrFailure()
        .transformToUni(
            (plan, e) -> {
              if (e == null) {
                return sendPlanned(lease, runId, plan, units);
              }
              // The provider was deleted meanwhile, or the definition cannot be read: no unit can
              // be asked.
              return Passing.is(e)
                  ? Uni.createFrom().failure(e)
                  : sendAll(lease, runId, units, u -> u, u -> sendFailure(u, unsent(e)));
            })
        // What was not come to is left to the sweeper.
        .onTermination()
        .invoke(() -> lease.leave(claims(units)));
  }

  /** A problem as it is; what nobody foresaw without its message, which may hold anything. */
  private static Throwable unsent(Throwable e) {
    return e instanceof ProblemException || e instanceof PromptFailedException
        ? e
        : new ProblemException(
            ErrorCode.INTERNAL,
            "No call could be made for this item: " + e.getClass().getSimpleName() + ".");
  }

  private Uni<Void> sendPlanned(
      Lease<Claim> lease, UUID runId, CallBuilder.RunPlan plan, List<ClaimedUnit> units) {
    List<Outgoing> all = units.stream().map(plan::prepare).toList();
    Uni<List<Outgoing>> toSend =
        plan.cache().reads() ? cached.take(plan.workspaceId(), all) : Uni.createFrom().item(all);
    return toSend.flatMap(left -> sendAll(lease, runId, left, Outgoing::unit, this::sendOne));
  }

  private <T> Uni<Void> sendAll(
      Lease<Claim> lease,
      UUID runId,
      List<T> all,
      Function<T, ClaimedUnit> unit,
      Function<T, Uni<Void>> send) {
    return Accepted.of(
            "call",
            runId,
            all,
            one -> lease.sending(List.of(unit.apply(one).claim()), () -> send.apply(one)))
        .flatMap(sent -> lease.stamp());
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
    Instant since = traces.begin();
    ClaimedUnit unit = out.unit();
    return Uni.createFrom()
        .deferred(() -> links.sign(out.call()))
        .flatMap(call -> calls.send(Envelope.of(unit.ref().runId(), call)))
        .invoke(() -> traces.handedOut(unit.ref(), unit.handOut(), since))
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
