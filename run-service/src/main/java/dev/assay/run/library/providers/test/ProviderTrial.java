package dev.assay.run.library.providers.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.id.Ids;
import dev.assay.common.json.Json;
import dev.assay.common.message.Address;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.ModelCall;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.Attempt;
import dev.assay.common.part.CallPolicy;
import dev.assay.common.part.ModelRequest;
import dev.assay.common.part.ModelRequest.ChatMessage;
import dev.assay.common.part.ModelRequest.Operation;
import dev.assay.common.part.UnitRef;
import dev.assay.common.status.OutcomeClass;
import dev.assay.link.broker.BrokerAwayException;
import dev.assay.link.broker.BrokerLink;
import dev.assay.run.library.providers.Provider;
import dev.assay.run.library.providers.ProviderKind;
import dev.assay.run.platform.broker.WorkerRegistry;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Has a worker make one small real call, on the way that every call takes. */
@ApplicationScoped
class ProviderTrial {
  private static final Duration CALL_LIMIT = Duration.ofSeconds(25);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(28);
  private static final int MAX_TOKENS = 16;

  private final BrokerLink link;
  private final WorkerRegistry workers;

  ProviderTrial(BrokerLink link, WorkerRegistry workers) {
    this.link = link;
    this.workers = workers;
  }

  /** Fails with UNAVAILABLE when no worker answers. */
  Uni<TrialResult> run(Provider provider, TrialRequest request) {
    String model = model(provider, request);
    if (workers.alive() == 0) {
      throw noWorker("No worker is there to make the call.");
    }
    return link.ask(Address.CALLS, Envelope.of(null, call(provider, model, request)), ANSWER_LIMIT)
        .map(answer -> result(answer.body(ModelReply.class), provider, model))
        .onFailure(BrokerAwayException.class)
        .transform(e -> noWorker("No worker answered in time."));
  }

  private static ProblemException noWorker(String what) {
    return new ProblemException(
        ErrorCode.UNAVAILABLE,
        what + " Start worker-service, or see whether it reaches the broker, and try again.");
  }

  private static String model(Provider provider, TrialRequest request) {
    if (request.model() != null) {
      return request.model();
    }
    if (provider.settings().models() != null && !provider.settings().models().isEmpty()) {
      return provider.settings().models().keySet().stream().sorted().findFirst().get();
    }
    if (provider.kind() == ProviderKind.SIMULATED) {
      return provider.kind().wire();
    }
    throw new ProblemException(
        ErrorCode.VALIDATION_FAILED,
        "Name the model to try: the provider's record lists none.",
        List.of(new Violation("model", "is needed, since the provider lists no models")));
  }

  private static ModelCall call(Provider provider, String model, TrialRequest request) {
    boolean chat = !"embeddings".equals(request.operation());
    JsonNode little = Json.mapper().createObjectNode().put("max_tokens", MAX_TOKENS);
    JsonNode params = chat ? provider.params(model, little) : null;
    String text = chat ? "Answer with the word OK." : "OK";
    long limit = CALL_LIMIT.toMillis();
    return new ModelCall(
        new UnitRef(Ids.next(), 0, 1),
        "provider-test",
        0,
        provider.toRef(model),
        new ModelRequest(
            model,
            List.of(new ChatMessage("user", TextNode.valueOf(text))),
            params,
            false,
            provider.kind() == ProviderKind.SIMULATED ? TextNode.valueOf("OK") : null,
            chat ? null : Operation.EMBEDDINGS),
        new CallPolicy(1, limit, CallPolicy.DEFAULT.connectTimeoutMs(), limit, limit, limit),
        1,
        true,
        // To whoever asks, by the reply address of the message.
        null,
        // A worker that comes later makes no call that nobody waits for.
        Instant.now().plus(CALL_LIMIT),
        0,
        null,
        null);
  }

  private static TrialResult result(ModelReply reply, Provider provider, String model) {
    List<Attempt> attempts = reply.attempts();
    Attempt last = attempts.isEmpty() ? null : attempts.get(attempts.size() - 1);
    boolean ok = reply.answer() != null;
    return new TrialResult(
        ok,
        outcome(reply, last),
        last == null ? null : last.httpStatus(),
        last == null ? null : Long.valueOf(last.durationMs()),
        ok && reply.answer().model() != null ? reply.answer().model() : model,
        message(reply, last, provider));
  }

  private static OutcomeClass outcome(ModelReply reply, Attempt last) {
    if (last != null) {
      return last.outcome();
    }
    if (reply.answer() != null) {
      return OutcomeClass.OK;
    }
    if (reply.failure() == null) {
      return OutcomeClass.RATE_LIMITED;
    }
    // No attempt was made: it is the record or the credential.
    return reply.failure().code() == ErrorCode.PROVIDER_AUTH
        ? OutcomeClass.AUTH
        : OutcomeClass.INVALID;
  }

  private static String message(ModelReply reply, Attempt last, Provider provider) {
    if (reply.failure() != null) {
      return reply.failure().message();
    }
    if (reply.answer() == null) {
      return "Provider "
          + provider.name()
          + " is not to be called before "
          + reply.notBefore()
          + (last == null || last.error() == null ? "." : ": " + last.error());
    }
    return last == null
        ? "Provider " + provider.name() + " answered."
        : String.format(
            Locale.ROOT, "Provider %s answered after %d ms.", provider.name(), last.durationMs());
  }
}
