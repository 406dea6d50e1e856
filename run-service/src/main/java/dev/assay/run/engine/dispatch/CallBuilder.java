package dev.assay.run.engine.dispatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.common.message.Address;
import dev.assay.common.message.ModelCall;
import dev.assay.common.part.ModelRequest;
import dev.assay.common.part.ProviderRef;
import dev.assay.run.engine.cache.CacheNote;
import dev.assay.run.engine.losses.HandOut;
import dev.assay.run.library.providers.Providers;
import dev.assay.run.platform.broker.WorkerRegistry;
import dev.assay.run.runs.CacheMode;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.runs.RunSpecs;
import dev.assay.run.runs.prompt.PromptFailedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Makes the message to a worker from a claimed unit. */
@ApplicationScoped
public class CallBuilder {
  private static final Logger LOG = Logger.getLogger(CallBuilder.class);

  private final RunSpecs specs;
  private final Providers providers;
  private final WorkerRegistry workers;
  private final RecordedAnswers recorded;

  CallBuilder(
      RunSpecs specs, Providers providers, WorkerRegistry workers, RecordedAnswers recorded) {
    this.specs = specs;
    this.providers = providers;
    this.workers = workers;
    this.recorded = recorded;
  }

  /** What all calls of a run have in common, read once per batch, and what only some kinds need. */
  Uni<RunPlan> forRun(UUID runId, int generation, List<ClaimedUnit> units) {
    return specs.get(runId, generation).flatMap(run -> plan(run, units));
  }

  private Uni<RunPlan> plan(RunSpecs.Known run, List<ClaimedUnit> units) {
    return providers
        .find(run.workspaceId(), run.spec().target().provider())
        .map(provider -> provider.toRef(run.spec().target().model()))
        .flatMap(
            ref ->
                recorded(run, ref, units)
                    .map(known -> new RunPlan(run, ref, workers.alive(), known)));
  }

  private Uni<Map<RecordedAnswers.Key, JsonNode>> recorded(
      RunSpecs.Known run, ProviderRef provider, List<ClaimedUnit> units) {
    return "replay".equals(provider.kind())
        ? recorded.find(run.workspaceId(), provider.options(), units)
        : Uni.createFrom().item(Map.of());
  }

  /** Makes calls of one run. */
  static final class RunPlan {
    private final RunSpecs.Known run;
    private final ProviderRef provider;
    private final boolean admitted;
    private final Map<RecordedAnswers.Key, JsonNode> recorded;

    RunPlan(
        RunSpecs.Known run,
        ProviderRef provider,
        int alive,
        Map<RecordedAnswers.Key, JsonNode> recorded) {
      this.run = run;
      this.provider = provider;
      this.recorded = recorded;
      this.admitted = !DispatchPlan.shared(run.concurrency(), alive);
    }

    /** Whether, and how, answers that were given before are used. */
    CacheMode cache() {
      return run.spec().cache();
    }

    /** Whose run it is. */
    UUID workspaceId() {
      return run.workspaceId();
    }

    /**
     * The unit's call, or why there can be none: whatever an item, a template or an option does to
     * whoever prepares the call is the error of this unit, and of no other.
     */
    Outgoing prepare(ClaimedUnit unit) {
      try {
        return new Outgoing(unit, call(unit), null);
      } catch (PromptFailedException e) {
        return new Outgoing(unit, null, e);
      } catch (RuntimeException | StackOverflowError | LinkageError e) {
        return new Outgoing(unit, null, unprepared(unit, e));
      }
    }

    private static PromptFailedException unprepared(ClaimedUnit unit, Throwable e) {
      LOG.warnf(
          "call not prepared run=%s n=%d error=%s",
          unit.ref().runId(), unit.ref().n(), e.getClass().getName());
      return new PromptFailedException(
          e instanceof StackOverflowError
              ? "The prompt or the item is nested too deeply to make a call from it."
              : "No call could be made from this item: " + e.getClass().getSimpleName() + ".");
    }

    private ModelCall call(ClaimedUnit unit) {
      RunSpec spec = run.spec();
      JsonNode body = parse(unit.body());
      ModelRequest request =
          new ModelRequest(
              spec.target().model(),
              run.prompt().render(unit.itemId(), unit.section(), unit.label(), body),
              spec.target().params(),
              Boolean.TRUE.equals(spec.target().stream()),
              hint(unit, body),
              null);
      return new ModelCall(
          unit.ref(),
          unit.itemId(),
          unit.repeat(),
          provider,
          request,
          spec.policy(),
          run.concurrency(),
          admitted,
          Address.ANSWERS,
          unit.firstAttemptAt() == null
              ? null
              : unit.firstAttemptAt().toInstant().plusMillis(spec.policy().deadlineMs()),
          unit.attempts(),
          null,
          HandOut.note(
              cache().writes() ? CacheNote.of(provider, request, unit.repeat()) : null,
              unit.handOut()),
          unit.freeAttempts());
    }

    /** What only built-in kinds and a template over the item get to see. */
    private JsonNode hint(ClaimedUnit unit, JsonNode body) {
      return switch (provider.kind()) {
        // Only the simulated provider may know what is expected.
        case "simulated" -> body.get("expected");
        case "replay" -> recorded.get(new RecordedAnswers.Key(unit.itemId(), unit.repeat()));
        case "http" -> ItemHint.of(provider.options(), unit, body);
        default -> null;
      };
    }

    private static JsonNode parse(String body) {
      try {
        return Json.mapper().readTree(body);
      } catch (JsonProcessingException e) {
        throw new PromptFailedException("The item is not valid JSON.");
      }
    }
  }
}
