package dev.assay.scoring.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.json.Json;
import dev.assay.common.message.Address;
import dev.assay.common.message.ModelCall;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.part.Attempt;
import dev.assay.common.part.ModelRequest;
import dev.assay.common.part.UnitRef;
import dev.assay.scoring.judge.JudgeContext;
import dev.assay.scoring.judge.sheet.PromptText;
import dev.assay.scoring.scorer.Question;
import dev.assay.scoring.scorer.UnansweredException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Makes a judge's question the model call that carries it. */
final class JudgeCalls {
  private static final int NONCE_BYTES = 16;
  // A judge has no tools: material that talks it into using one would act on our behalf.
  private static final Set<String> TOOLS =
      Set.of("tools", "tool_choice", "functions", "function_call", "parallel_tool_calls");

  private final SecureRandom random = new SecureRandom();

  /** The call that asks what the step found to be asked. */
  ModelCall call(UnitRef unit, JudgeContext context, UnansweredException asked) {
    byte[] key = new byte[NONCE_BYTES];
    random.nextBytes(key);
    String nonce = HexFormat.of().formatHex(key);
    ScoringTask.Judge judge = context.judge();
    return new ModelCall(
        unit,
        context.item() == null ? null : context.item().id(),
        0,
        judge.provider(),
        request(judge, asked, nonce),
        judge.policy(),
        judge.concurrency(),
        true,
        Address.JUDGEMENTS,
        deadline(context),
        context.spent().size(),
        question(context, asked.name()),
        context.asking(asked.name(), nonce).write());
  }

  /** Unique among all questions about the unit. */
  private static String question(JudgeContext context, String name) {
    String key = context.scorer().key() == null ? context.scorer().id() : context.scorer().key();
    return name.isEmpty() ? key : key + "#" + name;
  }

  private static ModelRequest request(
      ScoringTask.Judge judge, UnansweredException asked, String nonce) {
    if (asked.question() instanceof Question.Chat chat) {
      return new ModelRequest(
          judge.model(),
          PromptText.write(chat, nonce, asked.repair()),
          params(judge.params(), chat.schema()),
          false,
          null,
          null);
    }
    if (asked.question() instanceof Question.Vectors vectors) {
      List<ModelRequest.ChatMessage> texts =
          vectors.texts().stream()
              .map(text -> new ModelRequest.ChatMessage("user", TextNode.valueOf(text)))
              .toList();
      return new ModelRequest(
          judge.model(), texts, judge.params(), false, null, ModelRequest.Operation.EMBEDDINGS);
    }
    Question.Endpoint endpoint = (Question.Endpoint) asked.question();
    return new ModelRequest(
        judge.model(),
        List.of(new ModelRequest.ChatMessage("user", endpoint.body())),
        judge.params(),
        false,
        null,
        null);
  }

  private static JsonNode params(JsonNode given, JsonNode schema) {
    ObjectNode params = Json.mapper().createObjectNode().put("temperature", 0);
    ObjectNode format = params.putObject("response_format").put("type", "json_schema");
    ObjectNode form = format.putObject("json_schema").put("name", "verdict").put("strict", true);
    form.set("schema", schema);
    if (given != null && given.isObject()) {
      params.setAll((ObjectNode) given);
    }
    return params.remove(TOOLS);
  }

  /**
   * One deadline over all questions: the task's, or from the first attempt when the task has none;
   * null before it then.
   */
  private static Instant deadline(JudgeContext context) {
    if (context.judge().deadlineAt() != null) {
      return context.judge().deadlineAt();
    }
    return Stream.concat(
            context.replies().stream().flatMap(reply -> reply.attempts().stream()),
            context.spent().stream())
        .map(Attempt::startedAt)
        .min(Instant::compareTo)
        .map(first -> first.plusMillis(context.judge().policy().deadlineMs()))
        .orElse(null);
  }
}
