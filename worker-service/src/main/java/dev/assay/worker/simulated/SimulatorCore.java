package dev.assay.worker.simulated;

import dev.assay.worker.simulated.SimScript.Ending;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;

/**
 * Decides what happens to a request: a pure function of options and question. The answer depends on
 * seed and answer key, faults and latency on seed and attempt key, so that a second attempt may
 * fare better and brings the same answer.
 */
public final class SimulatorCore {
  private static final Map<String, String> JSON = Map.of("content-type", "application/json");
  private static final Map<String, String> EVENTS =
      Map.of("content-type", "text/event-stream", "cache-control", "no-store");

  private SimulatorCore() {}

  /** What happens. */
  public static SimScript script(SimOptions options, SimQuestion question) {
    SimRandom attempt = new SimRandom(options.seed(), question.attemptKey());
    SimFault fault = options.faultAt(attempt.unit());
    long latency = options.latency().draw(attempt);
    if (fault != null) {
      SimScript failed = failure(options, fault, latency);
      if (failed != null) {
        return failed;
      }
    }
    SimRandom random = new SimRandom(options.seed(), question.answerKey());
    boolean wrong = random.unit() < options.errorRate();
    String text = SimAnswers.text(question, wrong, random);
    SimScript whole = answer(options, question, text, latency, fault);
    return fault == null ? whole : damage(options, whole, fault);
  }

  /** Faults in place of an answer; null for those that damage one. */
  private static SimScript failure(SimOptions options, SimFault fault, long latency) {
    return switch (fault) {
      case RATE_LIMITED ->
          error(
              429,
              Map.of(
                  "content-type", "application/json",
                  "retry-after-ms", Long.toString(options.retryAfterMs()),
                  "retry-after", Long.toString((options.retryAfterMs() + 999) / 1000)),
              OpenAiForm.error("requests", "rate_limit_exceeded", "Rate limit reached"),
              0);
      case RATE_LIMITED_BARE ->
          error(429, JSON, OpenAiForm.error("requests", "rate_limit_exceeded", "Slow down"), 0);
      case SERVER_ERROR ->
          error(500, JSON, OpenAiForm.error("server_error", null, "Internal error"), latency);
      case UNAVAILABLE ->
          error(503, JSON, OpenAiForm.error("overloaded_error", null, "Overloaded"), 0);
      case OVERLOADED ->
          error(529, JSON, OpenAiForm.error("overloaded_error", null, "Overloaded"), 0);
      case RESET -> new SimScript(0, Map.of(), latency, List.of(), 0, Ending.RESET);
      case OVERLOAD_IN_STREAM, TRUNCATED_JSON, CUT, STALL, WRONG_USAGE -> null;
    };
  }

  private static SimScript error(int status, Map<String, String> headers, Buffer body, long ms) {
    return new SimScript(status, headers, ms, List.of(body), 0, Ending.END);
  }

  private static SimScript answer(
      SimOptions options, SimQuestion question, String text, long latency, SimFault fault) {
    long[] usage = usage(options, question, text, fault == SimFault.WRONG_USAGE);
    if (!question.stream()) {
      Buffer body = OpenAiForm.completion(question, text, usage);
      return new SimScript(200, JSON, latency, List.of(body), 0, Ending.END);
    }
    List<Buffer> pieces = OpenAiForm.stream(question, text, usage, options.pieces());
    // A third of the time passes before the first token, the rest between the pieces.
    long first = pieces.size() < 2 ? latency : latency / 3;
    long between = pieces.size() < 2 ? 0 : (latency - first) / (pieces.size() - 1);
    long rest = latency - between * (pieces.size() - 1);
    return new SimScript(200, EVENTS, rest, pieces, between, Ending.END);
  }

  private static long[] usage(
      SimOptions options, SimQuestion question, String text, boolean wrong) {
    if (wrong) {
      return new long[] {-1, -7};
    }
    // Four characters a token is the usual rule of thumb.
    long input =
        options.inputTokens() != null ? options.inputTokens() : 1 + question.promptChars() / 4;
    long output = options.outputTokens() != null ? options.outputTokens() : 1 + text.length() / 4;
    return new long[] {input, output};
  }

  private static SimScript damage(SimOptions options, SimScript whole, SimFault fault) {
    boolean stream = whole.headers() == EVENTS;
    Buffer first = whole.pieces().get(0);
    return switch (fault) {
      case OVERLOAD_IN_STREAM -> {
        Buffer error = OpenAiForm.error("overloaded_error", "overloaded", "Overloaded");
        List<Buffer> pieces = stream ? List.of(first, OpenAiForm.event(error)) : List.of(error);
        yield with(whole, pieces, Ending.END);
      }
      case TRUNCATED_JSON -> {
        int half = Math.max(1, first.length() / 2);
        yield with(whole, List.of(first.getBuffer(0, half)), Ending.END);
      }
      case CUT -> with(whole, start(whole, options.stallAfterBytes()), Ending.CUT);
      case STALL -> with(whole, start(whole, options.stallAfterBytes()), Ending.SILENCE);
      case RATE_LIMITED,
          RATE_LIMITED_BARE,
          SERVER_ERROR,
          UNAVAILABLE,
          OVERLOADED,
          RESET,
          WRONG_USAGE ->
          whole;
    };
  }

  private static SimScript with(SimScript whole, List<Buffer> pieces, Ending ending) {
    return new SimScript(
        whole.status(),
        whole.headers(),
        whole.beforeHeadMs(),
        pieces,
        whole.betweenPiecesMs(),
        ending);
  }

  private static List<Buffer> start(SimScript whole, int bytes) {
    Buffer all = Buffer.buffer();
    whole.pieces().forEach(all::appendBuffer);
    // Never the whole body: something has to be missing.
    int some = Math.min(bytes, all.length() - 1);
    return some <= 0 ? List.of() : List.of(all.getBuffer(0, some));
  }
}
