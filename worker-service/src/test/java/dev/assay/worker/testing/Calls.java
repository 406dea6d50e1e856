package dev.assay.worker.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.message.Address;
import dev.assay.common.message.ModelCall;
import dev.assay.common.part.CallPolicy;
import dev.assay.common.part.ModelRequest;
import dev.assay.common.part.ModelRequest.ChatMessage;
import dev.assay.common.part.ProviderRef;
import dev.assay.common.part.UnitRef;
import dev.assay.common.testing.JsonText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Builds model calls; every field has a plain default. */
public final class Calls {
  private UUID run = UUID.fromString("01890000-0000-7000-8000-000000000001");
  private int n;
  private int generation = 1;
  private String workspace = "ws";
  private String kind = "simulated";
  private String baseUrl;
  private String options;
  private Map<String, String> headers = Map.of();
  private ProviderRef.Credential credential;
  private ProviderRef.Pricing pricing;
  private ProviderRef.Limits limits;
  private String limitedModel;
  private CallPolicy policy = new CallPolicy(5, 120_000, 5_000, 60_000, 60_000, 600_000);
  private int concurrency = 8;
  private boolean admitted = true;
  private Instant deadlineAt;
  private int attemptsMade;
  private int freeAttempts;
  private String params;
  private ModelRequest.Operation operation;
  private boolean stream;
  private JsonNode hint = TextNode.valueOf("42");
  private String replyTo = Address.ANSWERS;
  private String question;
  private JsonNode context;
  private String model = "gpt-test";
  private List<ChatMessage> messages;

  /** A call of the simulated provider in the process. */
  public static Calls simulated() {
    return new Calls();
  }

  /** A call of an OpenAI-compatible server. */
  public static Calls openAi(int port) {
    Calls calls = new Calls();
    calls.kind = "openai";
    calls.baseUrl = "http://127.0.0.1:" + port + "/v1";
    return calls;
  }

  /** Another workspace is another account. */
  public Calls workspace(String value) {
    workspace = value;
    return this;
  }

  public Calls kind(String value) {
    kind = value;
    return this;
  }

  /** Instead of the usual two. */
  public Calls messages(ChatMessage... values) {
    messages = List.of(values);
    return this;
  }

  public Calls run(UUID value) {
    run = value;
    return this;
  }

  public Calls n(int value) {
    n = value;
    return this;
  }

  public Calls generation(int value) {
    generation = value;
    return this;
  }

  public Calls baseUrl(String value) {
    baseUrl = value;
    return this;
  }

  public Calls options(String json) {
    options = json;
    return this;
  }

  public Calls headers(Map<String, String> value) {
    headers = value;
    return this;
  }

  public Calls credential(ProviderRef.Credential value) {
    credential = value;
    return this;
  }

  public Calls pricing(ProviderRef.Pricing value) {
    pricing = value;
    return this;
  }

  public Calls policy(CallPolicy value) {
    policy = value;
    return this;
  }

  public Calls attempts(int most) {
    policy =
        new CallPolicy(
            most,
            policy.attemptTimeoutMs(),
            policy.connectTimeoutMs(),
            policy.firstByteTimeoutMs(),
            policy.idleTimeoutMs(),
            policy.deadlineMs());
    return this;
  }

  public Calls concurrency(int value) {
    concurrency = value;
    admitted = false;
    return this;
  }

  public Calls deadlineAt(Instant value) {
    deadlineAt = value;
    return this;
  }

  public Calls attemptsMade(int value) {
    attemptsMade = value;
    return this;
  }

  public Calls freeAttempts(int value) {
    freeAttempts = value;
    return this;
  }

  public Calls params(String json) {
    params = json;
    return this;
  }

  public Calls model(String value) {
    model = value;
    return this;
  }

  /** A JSON array of messages as they cross between services. */
  public Calls messages(String json) {
    messages = new ArrayList<>();
    for (JsonNode message : JsonText.json(json)) {
      messages.add(
          new ChatMessage(
              message.path("role").asText(),
              message.get("content"),
              message.get("tool_calls"),
              message.path("tool_call_id").asText(null)));
    }
    return this;
  }

  public Calls embeddings(String... texts) {
    operation = ModelRequest.Operation.EMBEDDINGS;
    messages = Arrays.stream(texts).map(t -> new ChatMessage("user", TextNode.valueOf(t))).toList();
    return this;
  }

  public Calls stream() {
    stream = true;
    return this;
  }

  public Calls hint(JsonNode value) {
    hint = value;
    return this;
  }

  public Calls limits(Integer rpm, Long tpm, Integer maxConcurrency) {
    limits = new ProviderRef.Limits(rpm, tpm, maxConcurrency);
    return this;
  }

  /** The model has limits of its own, which are these. */
  public Calls limitedApart() {
    limitedModel = model;
    return this;
  }

  /** Where the reply goes; null for whoever asks. */
  public Calls replyTo(String value) {
    replyTo = value;
    return this;
  }

  /** A judge's question, answered to the judgements. */
  public Calls question(String value, JsonNode withContext) {
    question = value;
    replyTo = Address.JUDGEMENTS;
    context = withContext;
    return this;
  }

  public ModelCall build() {
    return new ModelCall(
        new UnitRef(run, n, generation),
        "item-" + n,
        0,
        new ProviderRef(
            workspace,
            "acme",
            kind,
            baseUrl,
            credential,
            headers,
            JsonText.json(options),
            pricing,
            limits,
            limitedModel),
        new ModelRequest(
            model,
            messages != null
                ? messages
                : List.of(
                    new ChatMessage("system", TextNode.valueOf("Be brief.")),
                    new ChatMessage("user", TextNode.valueOf("What is 6 times 7? (" + n + ")"))),
            JsonText.json(params),
            stream,
            hint,
            operation),
        policy,
        concurrency,
        admitted,
        replyTo,
        deadlineAt,
        attemptsMade,
        question,
        context,
        freeAttempts);
  }
}
