package dev.assay.common.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.json.Json;
import dev.assay.common.part.AccountLoad;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Attempt;
import dev.assay.common.part.CallPolicy;
import dev.assay.common.part.HeldCalls;
import dev.assay.common.part.ModelRequest;
import dev.assay.common.part.ModelRequest.ChatMessage;
import dev.assay.common.part.ProviderRef;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.ScoringItem;
import dev.assay.common.part.UnitRef;
import dev.assay.common.part.Usage;
import dev.assay.common.status.OutcomeClass;
import dev.assay.common.status.ScoreStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One fixed instance of every message, with as many fields filled as one instance can have. */
final class Samples {
  private static final UUID RUN = UUID.fromString("01934b5c-0000-7000-8000-000000000001");
  private static final UUID MESSAGE = UUID.fromString("01934b5c-0000-7000-8000-000000000002");
  private static final Instant AT = Instant.parse("2026-11-20T12:00:00.123456Z");
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final UnitRef UNIT = new UnitRef(RUN, 41, 2);
  private static final CallPolicy POLICY =
      new CallPolicy(5, 120_000, 5_000, 60_000, 60_000, 600_000);

  private Samples() {}

  /** The sample of a type in its envelope. */
  static Envelope<Message> of(MessageType type) {
    return new Envelope<>(MESSAGE, RUN, AT, TRACE, body(type));
  }

  private static Message body(MessageType type) {
    return switch (type) {
      case MODEL_CALL -> modelCall();
      case MODEL_REPLY -> modelReply();
      case SCORING_TASK ->
          new ScoringTask(
              List.of(scorer()),
              List.of(new ScoringTask.Unit(UNIT, item(), answer(), null, 1)),
              Map.of("helpful", judge()));
      case SCORE_REPORT ->
          new ScoreReport(
              List.of(new ScoreReport.Unit(UNIT, List.of(success(), error()))),
              List.of(new ScoreReport.Spent(UNIT, "helpful", List.of(goodAttempt()))),
              List.of(UNIT),
              List.of(1));
      case RUN_CANCELLED -> new RunCancelled(List.of(new RunCancelled.Run(RUN, 2)));
      case WORKER_PRESENCE ->
          new WorkerPresence(
              "worker-1", 128, 17, Map.of(RUN, 16), List.of(load()), true, List.of(held()));
      case CALLS_TAKEN -> new WorkerPresence.CallsTaken("worker-1", AT, List.of(held()));
      case UNIT_ACTIVITY ->
          new UnitActivity(
              "worker-1",
              List.of(
                  new UnitActivity.Event(
                      UNIT, UnitActivity.Kind.STARTED, null, null, "Capital of France?"),
                  new UnitActivity.Event(UNIT, UnitActivity.Kind.TEXT, "so far", null),
                  new UnitActivity.Event(
                      UNIT, UnitActivity.Kind.ATTEMPT_FAILED, null, failedAttempt())));
      case TRY_SCORE ->
          new TryScore(List.of(scorer()), List.of(new ScoringTask.Unit(UNIT, item(), answer())));
      case CATALOGUE_REQUEST -> new CatalogueRequest();
      case SCORER_CATALOGUE -> new ScorerCatalogue(List.of(descriptor()));
    };
  }

  private static HeldCalls held() {
    return new HeldCalls(RUN, 2, List.of(41, 42), List.of(1, 3), 5);
  }

  private static AccountLoad load() {
    return new AccountLoad(
        "default",
        "openai",
        16,
        50,
        12,
        3,
        200.0,
        10_000.0,
        180,
        9_000,
        AccountLoad.Phase.THROTTLED,
        AT,
        AT.plusSeconds(15),
        1);
  }

  private static ScoringTask.Judge judge() {
    return new ScoringTask.Judge(
        provider(), "gpt-y", json("{\"temperature\":0}"), POLICY, 8, AT.plusSeconds(600));
  }

  private static ProviderRef provider() {
    return new ProviderRef(
        "default",
        "openai",
        "openai",
        "https://api.example.com/v1",
        new ProviderRef.Credential(
            "OPENAI_API_KEY", new ProviderRef.SealedSecret("k1", "bm9uY2U=", "Y2lwaGVy")),
        Map.of("X-Team", "quality"),
        json("{\"latency_ms\":200}"),
        new ProviderRef.Pricing(2.5, 10.0, 1.25, 3.125, 12.5),
        new ProviderRef.Limits(600, 100_000L, 50));
  }

  private static ModelCall modelCall() {
    ModelRequest request =
        new ModelRequest(
            "gpt-x",
            List.of(
                new ChatMessage("system", TextNode.valueOf("Be brief.")),
                new ChatMessage("user", json("[{\"type\":\"text\",\"text\":\"2 + 2?\"}]")),
                new ChatMessage(
                    "assistant",
                    null,
                    json("[{\"id\":\"c1\",\"name\":\"add\",\"arguments\":{\"a\":2,\"b\":2}}]"),
                    null),
                new ChatMessage("tool", TextNode.valueOf("4"), null, "c1")),
            json("{\"temperature\":0,\"max_tokens\":16}"),
            true,
            json("{\"answer\":4}"),
            ModelRequest.Operation.CHAT);
    return new ModelCall(
        UNIT,
        "item-41",
        1,
        provider(),
        request,
        POLICY,
        16,
        true,
        Address.ANSWERS,
        AT.plusSeconds(600),
        1,
        "helpful#1",
        json("{\"judge\":\"helpful\"}"),
        1);
  }

  private static ModelReply modelReply() {
    // No reply has all three; the record allows it, and the file shows every field once.
    return new ModelReply(
        UNIT,
        "worker-1",
        answer(),
        new Failure(ErrorCode.PROVIDER_TIMEOUT, "The provider did not answer in 60 s."),
        AT.plusSeconds(30),
        List.of(failedAttempt(), goodAttempt()),
        json("{\"judge\":\"helpful\"}"),
        1);
  }

  private static Answer answer() {
    return new Answer(
        TextNode.valueOf("4"),
        json("[{\"id\":\"c1\",\"name\":\"add\",\"arguments\":{\"a\":2}}]"),
        "stop",
        "I would rather not.",
        json("[{\"token\":\"4\",\"logprob\":-1}]"),
        new Usage(12, 4, 3, 1, 2L),
        812L,
        130L,
        0.000055,
        "gpt-x-2026",
        "req-2",
        true,
        "2 and 2 make 4.");
  }

  private static Attempt failedAttempt() {
    return new Attempt(
        1,
        "worker-1",
        AT,
        null,
        250,
        OutcomeClass.RATE_LIMITED,
        429,
        "req-1",
        1500,
        "retry-after",
        null,
        null,
        null,
        "The provider limited the rate.",
        false);
  }

  private static Attempt goodAttempt() {
    return new Attempt(
        2,
        "worker-1",
        AT.plusSeconds(2),
        130L,
        812,
        OutcomeClass.OK,
        200,
        "req-2",
        0,
        null,
        new Usage(12, 4, 3, 1, 2L),
        0.000055,
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        null,
        true);
  }

  private static ScorerSpec scorer() {
    return new ScorerSpec("levenshtein", "near", 0.8, json("{\"case_sensitive\":false}"));
  }

  private static ScoringItem item() {
    return new ScoringItem(
        "item-41",
        TextNode.valueOf("2 + 2?"),
        TextNode.valueOf("4"),
        json("[\"3\",\"4\"]"),
        json("[\"Addition adds.\"]"),
        "Is it right?",
        "easy",
        "sums",
        json("{\"topic\":\"numbers\"}"));
  }

  private static Score success() {
    return new Score(
        "near",
        "levenshtein",
        1,
        ScoreStatus.SUCCESS,
        0.75,
        false,
        "1 of 4 characters differs",
        json("{\"distance\":1}"),
        null);
  }

  private static Score error() {
    return new Score(
        "number",
        "numeric_match",
        2,
        ScoreStatus.ERROR,
        null,
        false,
        null,
        null,
        new Failure(ErrorCode.NOT_A_NUMBER, "The answer has no number."));
  }

  private static ScorerDescriptor descriptor() {
    return new ScorerDescriptor(
        "levenshtein",
        1,
        "Levenshtein similarity",
        "1 - distance / longer length.",
        "correctness",
        List.of("expected"),
        false,
        "percentage",
        "0..1",
        true,
        json("{\"type\":\"object\",\"properties\":{\"case_sensitive\":{\"type\":\"boolean\"}}}"));
  }

  private static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
