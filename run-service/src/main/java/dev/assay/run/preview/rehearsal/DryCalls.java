package dev.assay.run.preview.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.id.Ids;
import dev.assay.common.json.Json;
import dev.assay.common.message.Address;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.ModelCall;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.CallPolicy;
import dev.assay.common.part.ModelRequest;
import dev.assay.common.part.ModelRequest.ChatMessage;
import dev.assay.common.part.ProviderRef;
import dev.assay.common.part.ScoringItem;
import dev.assay.common.part.UnitRef;
import dev.assay.link.broker.BrokerAwayException;
import dev.assay.link.broker.BrokerLink;
import dev.assay.run.runs.RunSpec;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Has workers call the simulated provider for items of no run, over the queue that runs use. The
 * answers come back to the asker, not to the intake of answers.
 */
@ApplicationScoped
class DryCalls {
  // An account of its own, so that no limit and no breaker of a real one is touched.
  private static final String PROVIDER = "rehearsal";
  private static final int AT_A_TIME = 64;

  private final BrokerLink link;
  private final RehearsalConfig config;

  DryCalls(BrokerLink link, RehearsalConfig config) {
    this.link = link;
    this.config = config;
  }

  /** One item with its reply, empty when none came in time. */
  record Called(ScoringItem item, UnitRef unit, Optional<ModelReply> reply) {}

  /** Asks for every item of the sample, in its order. */
  Uni<List<Called>> ask(UUID workspaceId, RunSpec spec, PromptSample sample) {
    UUID id = Ids.next();
    ProviderRef provider = provider(workspaceId, spec);
    List<Uni<Called>> calls = new ArrayList<>();
    for (Map.Entry<ScoringItem, List<ChatMessage>> entry : sample.prompts().entrySet()) {
      UnitRef unit = new UnitRef(id, calls.size(), 1);
      calls.add(ask(call(unit, provider, spec, entry.getKey(), entry.getValue()), entry.getKey()));
    }
    return Multi.createFrom()
        .iterable(calls)
        .onItem()
        .transformToUni(call -> call)
        .merge(AT_A_TIME)
        .collect()
        .asList();
  }

  private Uni<Called> ask(ModelCall call, ScoringItem item) {
    return link.ask(Address.CALLS, Envelope.of(null, call), config.timeout())
        .map(answer -> Optional.of(answer.body(ModelReply.class)))
        .onFailure(BrokerAwayException.class)
        .recoverWithItem(Optional.empty())
        .map(reply -> new Called(item, call.unit(), reply));
  }

  private ModelCall call(
      UnitRef unit,
      ProviderRef provider,
      RunSpec spec,
      ScoringItem item,
      List<ChatMessage> messages) {
    RunSpec.Target target = spec.target();
    ModelRequest request =
        new ModelRequest(
            target.model(),
            messages,
            target.params(),
            Boolean.TRUE.equals(target.stream()),
            item.expected(),
            null);
    long ms = config.timeout().toMillis();
    CallPolicy once = new CallPolicy(1, ms, ms, ms, ms, ms);
    return new ModelCall(
        unit, item.id(), 0, provider, request, once, AT_A_TIME, true, null, null, 0, null, null);
  }

  /** Right answers at once: what a run would come to if the model were perfect. */
  private static ProviderRef provider(UUID workspaceId, RunSpec spec) {
    ObjectNode options = Json.mapper().createObjectNode();
    options.put("seed", spec.seed()).put("error_rate", 0);
    JsonNode settings = options;
    return new ProviderRef(
        workspaceId.toString(), PROVIDER, "simulated", null, null, Map.of(), settings, null, null);
  }
}
