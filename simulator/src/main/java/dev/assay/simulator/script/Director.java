package dev.assay.simulator.script;

import dev.assay.simulator.answer.SimReply;
import dev.assay.simulator.answer.SimUsage;
import dev.assay.simulator.form.SimForm;
import dev.assay.simulator.form.SimProblem;
import dev.assay.simulator.form.SimProblem.Kind;
import dev.assay.simulator.form.Wire;
import dev.assay.simulator.form.WireError;
import dev.assay.simulator.limit.LimitState;
import dev.assay.simulator.options.SimFault;
import dev.assay.simulator.options.SimOptions;
import dev.assay.simulator.question.SimQuestion;
import dev.assay.simulator.script.SimScript.Ending;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a plan in a provider's form. */
public final class Director {
  private static final String OK = "ok";

  private Director() {}

  /** What happens to a question of an account without limits. */
  public static SimScript script(SimOptions options, SimQuestion question, SimForm form) {
    return script(SimPlan.of(options, question), form, null);
  }

  /**
   * What happens.
   *
   * @param limits where the account stands, null when nothing is limited
   */
  public static SimScript script(SimPlan plan, SimForm form, LimitState limits) {
    String id = plan.question().id();
    if (limits != null && limits.exceeded() != null) {
      Long hint = limits.waitMs() > 0 ? limits.waitMs() : null;
      return refusal(
          "limit_" + limits.exceeded().name().toLowerCase(Locale.ROOT),
          form.error(new SimProblem(Kind.RATE_LIMITED, null, hint, limits), id),
          0);
    }
    SimFault fault = plan.fault();
    if (fault == null) {
      return answer(OK, plan, plan.reply(), form, limits);
    }
    return fault(plan, fault, form, limits);
  }

  /** A refusal for a reason that no plan knows. */
  public static SimScript refusal(String outcome, WireError error, long afterMs) {
    return new SimScript(
        outcome, error.status(), error.headers(), afterMs, List.of(error.body()), 0, Ending.END);
  }

  private static SimScript fault(SimPlan plan, SimFault fault, SimForm form, LimitState limits) {
    SimReply reply = plan.reply();
    String name = fault.wire();
    return switch (fault) {
      case RATE_LIMITED -> failure(plan, form, limits, Kind.RATE_LIMITED);
      case RATE_LIMITED_BARE -> failure(plan, form, limits, Kind.RATE_LIMITED);
      case SERVER_ERROR -> failure(plan, form, limits, Kind.SERVER_ERROR);
      case UNAVAILABLE -> failure(plan, form, limits, Kind.UNAVAILABLE);
      case OVERLOADED -> failure(plan, form, limits, Kind.OVERLOADED);
      case UNAUTHORIZED -> failure(plan, form, limits, Kind.UNAUTHORIZED);
      case QUOTA -> failure(plan, form, limits, Kind.QUOTA);
      case INVALID -> failure(plan, form, limits, Kind.INVALID);
      case RESET ->
          new SimScript(name, 0, Map.of(), plan.pace().totalMs(), List.of(), 0, Ending.RESET);
      case WRONG_USAGE -> answer(name, plan, reply.with(SimUsage.WRONG), form, limits);
      case CONTENT_FILTER -> answer(name, plan, reply.filtered(), form, limits);
      case OVERLOAD_IN_STREAM, TRUNCATED_JSON, CUT, STALL ->
          damage(plan, answer(name, plan, reply, form, limits), fault, form);
    };
  }

  private static SimScript failure(SimPlan plan, SimForm form, LimitState limits, Kind kind) {
    boolean hint = plan.fault() == SimFault.RATE_LIMITED;
    SimProblem problem =
        new SimProblem(kind, null, hint ? plan.options().retryAfterMs() : null, limits);
    // Only an error of the server's own takes the time of an answer.
    long after = kind == Kind.SERVER_ERROR ? plan.pace().totalMs() : 0;
    return refusal(plan.fault().wire(), form.error(problem, plan.question().id()), after);
  }

  private static SimScript answer(
      String outcome, SimPlan plan, SimReply reply, SimForm form, LimitState limits) {
    SimQuestion question = plan.question();
    Map<String, String> headers = new HashMap<>(form.headers(question, limits));
    if (!question.request().stream()) {
      headers.putAll(Wire.JSON);
      Buffer body = form.whole(question, reply);
      return new SimScript(
          outcome, 200, headers, plan.pace().totalMs(), List.of(body), 0, Ending.END);
    }
    headers.put("content-type", form.streamType());
    headers.put("cache-control", "no-store");
    List<Buffer> pieces = form.stream(question, reply, plan.options().pieces());
    long total = plan.pace().totalMs();
    int gaps = pieces.size() - 1;
    long between = gaps == 0 ? 0 : (total - plan.pace().firstMs()) / gaps;
    return new SimScript(
        outcome, 200, headers, total - between * gaps, pieces, between, Ending.END);
  }

  private static SimScript damage(SimPlan plan, SimScript whole, SimFault fault, SimForm form) {
    int bytes = plan.options().stallAfterBytes();
    Buffer first = whole.pieces().get(0);
    return switch (fault) {
      case TRUNCATED_JSON -> {
        int half = Math.max(1, first.length() / 2);
        yield whole.with(List.of(first.getBuffer(0, half)), Ending.END);
      }
      case CUT -> whole.with(start(whole, bytes), Ending.CUT);
      case STALL -> whole.with(start(whole, bytes), Ending.SILENCE);
      case OVERLOAD_IN_STREAM -> whole.with(overload(plan, whole, form), Ending.END);
      case RATE_LIMITED,
          RATE_LIMITED_BARE,
          SERVER_ERROR,
          UNAVAILABLE,
          OVERLOADED,
          RESET,
          WRONG_USAGE,
          UNAUTHORIZED,
          QUOTA,
          INVALID,
          CONTENT_FILTER ->
          whole;
    };
  }

  /** After the first piece, unless that is the whole answer already. */
  private static List<Buffer> overload(SimPlan plan, SimScript whole, SimForm form) {
    SimProblem problem = SimProblem.of(Kind.OVERLOADED, null);
    boolean stream = plan.question().request().stream();
    boolean inside = stream && whole.pieces().size() > 1;
    boolean event = inside || (stream && form.streamType().equals(SimForm.EVENTS));
    Buffer error = form.lateError(problem, plan.question(), event);
    return inside ? List.of(whole.pieces().get(0), error) : List.of(error);
  }

  private static List<Buffer> start(SimScript whole, int bytes) {
    Buffer all = Buffer.buffer();
    whole.pieces().forEach(all::appendBuffer);
    // Never the whole body: something has to be missing.
    int some = Math.min(bytes, all.length() - 1);
    return some <= 0 ? List.of() : List.of(all.getBuffer(0, some));
  }
}
