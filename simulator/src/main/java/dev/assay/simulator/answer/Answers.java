package dev.assay.simulator.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.simulator.answer.SimReply.Finish;
import dev.assay.simulator.answer.SimReply.ToolCall;
import dev.assay.simulator.options.SimOptions;
import dev.assay.simulator.question.AnswerShape;
import dev.assay.simulator.question.SimQuestion;
import dev.assay.simulator.question.SimRequest;
import dev.assay.simulator.seed.SimRandom;
import java.util.List;

/**
 * Makes answers: right ones from what is expected, wrong ones that look like an answer. Depends on
 * seed and answer key only.
 */
public final class Answers {
  private Answers() {}

  /** What the provider says to a question. */
  public static SimReply reply(SimOptions options, SimQuestion question) {
    SimRequest request = question.request();
    if (request.embed() != null) {
      return vectors(options, request);
    }
    SimRandom random = new SimRandom(options.seed(), question.answerKey());
    boolean wrong = random.unit() < options.errorRate();
    List<ToolCall> calls = ToolCalls.of(question, wrong, random);
    if (calls.isEmpty()) {
      return spoken(options, question, text(question, wrong, random), random);
    }
    int chars = calls.stream().mapToInt(c -> c.arguments().toString().length() + 20).sum();
    SimUsage usage = Tokens.usage(options.tokens(), request.promptChars(), chars);
    return new SimReply("", calls, Finish.TOOLS, usage, null, null);
  }

  private static SimReply spoken(
      SimOptions options, SimQuestion question, String whole, SimRandom random) {
    AnswerShape shape = question.request().shape();
    String text = whole;
    Finish finish = Finish.STOP;
    for (String stop : shape.stop()) {
      int at = stop.isEmpty() ? -1 : text.indexOf(stop);
      if (at >= 0) {
        text = text.substring(0, at);
        finish = Finish.STOP_TEXT;
      }
    }
    if (shape.maxTokens() != null && Tokens.count(text) > shape.maxTokens()) {
      text = Tokens.first(text, shape.maxTokens());
      finish = Finish.LENGTH;
    }
    return new SimReply(
        text,
        List.of(),
        finish,
        Tokens.usage(options.tokens(), question.request().promptChars(), text.length()),
        null,
        shape.alternatives() < 0 ? null : Tokens.likely(text, shape.alternatives(), random));
  }

  private static SimReply vectors(SimOptions options, SimRequest request) {
    Integer asked = request.embed().dimensions();
    int dimensions = asked == null ? options.dimensions() : asked;
    List<float[]> vectors =
        request.embed().texts().stream()
            .map(text -> Vectors.of(options.seed(), text, dimensions))
            .toList();
    SimUsage usage = Tokens.usage(options.tokens(), request.promptChars(), 0);
    return new SimReply(
        "", List.of(), Finish.STOP, new SimUsage(usage.input(), 0, 0, 0), vectors, null);
  }

  private static String text(SimQuestion question, boolean wrong, SimRandom random) {
    AnswerShape shape = question.request().shape();
    JsonNode expected = question.expected();
    boolean known = expected != null && !expected.isNull();
    if (shape.schema() != null) {
      return SchemaAnswer.value(shape.schema(), known ? expected : null, wrong, random).toString();
    }
    if (!known) {
      String free = unprompted(question.request().prompt(), random);
      return shape.json() ? object(free) : free;
    }
    if (expected.isTextual()) {
      String text = wrong ? Perturb.text(expected.asText(), random) : expected.asText();
      return shape.json() && SchemaAnswer.parse(text) == null ? object(text) : text;
    }
    return (wrong ? Perturb.json(expected, random) : expected).toString();
  }

  private static String object(String text) {
    return JsonNodeFactory.instance.objectNode().put("answer", text).toString();
  }

  /** Without an expected value: a text that depends on the question and the seed only. */
  private static String unprompted(String asked, SimRandom random) {
    String prompt = asked.strip();
    String start = prompt.length() <= 60 ? prompt : prompt.substring(0, 60).strip() + "...";
    return "Simulated answer " + Integer.toHexString(random.below(1 << 24)) + " to: " + start;
  }
}
