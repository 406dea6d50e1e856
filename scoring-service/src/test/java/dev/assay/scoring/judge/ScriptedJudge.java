package dev.assay.scoring.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.json.Json;
import dev.assay.common.message.ModelReply;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.part.Answer;
import dev.assay.common.part.CallPolicy;
import dev.assay.common.part.ModelRequest.ChatMessage;
import dev.assay.common.part.ProviderRef;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.ScoringItem;
import dev.assay.common.part.Usage;
import dev.assay.scoring.engine.BuiltInScorers;
import dev.assay.scoring.engine.Judging;
import dev.assay.scoring.engine.ScoreObserver;
import dev.assay.scoring.engine.ScoringEngine;
import dev.assay.scoring.judge.sheet.PromptText;
import dev.assay.scoring.scorer.Question;
import dev.assay.scoring.scorer.UnansweredException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.IntFunction;

/** A judge that replies by a script, driven step by step as over the wire. */
public final class ScriptedJudge {
  private static final Judging JUDGING =
      new ScoringEngine(BuiltInScorers.registry(), ScoreObserver.NONE).judging();
  private static final ScoringTask.Judge JUDGE =
      new ScoringTask.Judge(
          new ProviderRef("w", "p", "simulated", null, null, Map.of(), null, null, null),
          "wise",
          null,
          CallPolicy.DEFAULT,
          4);

  private final BiFunction<UnansweredException, List<ChatMessage>, JsonNode> script;
  private List<String> finishReasons = List.of("stop");
  private String refusal;
  private IntFunction<String> nonces = i -> "nonce" + Integer.toHexString(0xBEEF + i);
  private final List<UnansweredException> asked = new ArrayList<>();
  private final List<List<ChatMessage>> conversations = new ArrayList<>();

  private ScriptedJudge(BiFunction<UnansweredException, List<ChatMessage>, JsonNode> script) {
    this.script = script;
  }

  /** Replies as a function of what it is shown; null messages when it is no chat. */
  public static ScriptedJudge of(
      BiFunction<UnansweredException, List<ChatMessage>, JsonNode> script) {
    return new ScriptedJudge(script);
  }

  /** Replies with these, one after the other. */
  public static ScriptedJudge replying(JsonNode... replies) {
    Iterator<JsonNode> next = List.of(replies).iterator();
    return of((question, messages) -> next.next());
  }

  /** Replies with these texts, one after the other. */
  public static ScriptedJudge saying(String... replies) {
    return replying(List.of(replies).stream().map(TextNode::valueOf).toArray(JsonNode[]::new));
  }

  /** With delimiters of its own for each question, by number. */
  public ScriptedJudge withNonces(IntFunction<String> drawn) {
    nonces = drawn;
    return this;
  }

  /** Its replies end for these reasons, one after the other, and then for the last. */
  public ScriptedJudge finishing(String... reasons) {
    finishReasons = List.of(reasons);
    return this;
  }

  /** Each of its replies refuses in these words; null for none. */
  public ScriptedJudge refusing(String words) {
    refusal = words;
    return this;
  }

  /** Scores an answer; every step starts from what travelled over the wire. */
  public Score score(ScorerSpec spec, ScoringItem item, Answer answer) {
    JudgeContext context = overTheWire(JudgeContext.begin(spec, item, answer, JUDGE));
    for (int i = 0; ; i++) {
      Judging.Step step = JUDGING.next(context);
      if (step instanceof Judging.Step.Done done) {
        return done.score();
      }
      UnansweredException question = ((Judging.Step.Ask) step).question();
      asked.add(question);
      String nonce = nonces.apply(i);
      List<ChatMessage> messages =
          question.question() instanceof Question.Chat chat
              ? PromptText.write(chat, nonce, question.repair())
              : null;
      conversations.add(messages);
      JsonNode said = script.apply(question, messages);
      JudgeContext asking = overTheWire(context.asking(question.name(), nonce));
      context = overTheWire(asking.with(JudgeReply.of(question.name(), List.of(), reply(i, said))));
    }
  }

  private ModelReply reply(int number, JsonNode said) {
    String finish = finishReasons.get(Math.min(number, finishReasons.size() - 1));
    Usage usage = new Usage(100, 0, 10, 0);
    Answer answer =
        new Answer(said, null, finish, refusal, null, usage, null, null, 0.01, "wise", null, false);
    return new ModelReply(null, "worker", answer, null, null, List.of(), null);
  }

  /** Scores with parameters, an expected value and an answer, both texts or null. */
  public Score score(String scorer, String params, String expected, String answer) {
    return score(
        new ScorerSpec(scorer, null, null, json(params)), item("What?", expected), answer(answer));
  }

  public List<UnansweredException> asked() {
    return asked;
  }

  public List<List<ChatMessage>> conversations() {
    return conversations;
  }

  public static ScoringItem item(String input, String expected) {
    return new ScoringItem(
        "1",
        TextNode.valueOf(input),
        expected == null ? null : TextNode.valueOf(expected),
        null,
        null,
        null,
        null,
        null,
        null);
  }

  public static Answer answer(String text) {
    return new Answer(
        text == null ? null : TextNode.valueOf(text),
        null,
        "stop",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        false);
  }

  public static JsonNode json(String text) {
    try {
      return text == null ? null : Json.mapper().readTree(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static JudgeContext overTheWire(JudgeContext context) {
    try {
      return Json.mapper().readValue(Json.mapper().writeValueAsBytes(context), JudgeContext.class);
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
