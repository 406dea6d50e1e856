package dev.assay.simulator.form.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.simulator.form.SimProblem;
import dev.assay.simulator.form.Wire;
import dev.assay.simulator.form.WireError;
import dev.assay.simulator.limit.LimitState;
import dev.assay.simulator.limit.LimitState.Exceeded;
import java.math.BigDecimal;

/** Errors as Gemini writes them. Hints stand in the body, there are no headers for limits. */
final class GeminiProblems {
  private static final String TYPE = "type.googleapis.com/google.rpc.";

  /** What Gemini says of a problem. */
  private record Said(int code, String status, String message) {}

  private GeminiProblems() {}

  static WireError error(SimProblem problem) {
    return new WireError(said(problem).code(), Wire.JSON, Wire.bytes(body(problem)));
  }

  static ObjectNode body(SimProblem problem) {
    Said said = said(problem);
    ObjectNode body = Wire.object();
    ObjectNode error =
        body.putObject("error")
            .put("code", said.code())
            .put("message", problem.message() != null ? problem.message() : said.message())
            .put("status", said.status());
    ArrayNode details = error.arrayNode();
    details(details, problem);
    if (!details.isEmpty()) {
      error.set("details", details);
    }
    return body;
  }

  private static void details(ArrayNode details, SimProblem problem) {
    switch (problem.kind()) {
      case UNAUTHORIZED ->
          details
              .addObject()
              .put("@type", TYPE + "ErrorInfo")
              .put("reason", "API_KEY_INVALID")
              .put("domain", "googleapis.com");
      case QUOTA -> quota(details, "GenerateRequestsPerDayPerProjectPerModel", null);
      case RATE_LIMITED -> limited(details, problem);
      case SERVER_ERROR, UNAVAILABLE, OVERLOADED, INVALID, NOT_FOUND, WRONG_METHOD, TOO_LARGE -> {
        // The message says it all.
      }
    }
  }

  private static void limited(ArrayNode details, SimProblem problem) {
    LimitState state = problem.limits();
    Exceeded exceeded = state == null ? null : state.exceeded();
    if (exceeded == Exceeded.TOKENS) {
      quota(details, "GenerateContentInputTokensPerModelPerMinute", state.limits().tpm());
    } else if (exceeded == Exceeded.REQUESTS) {
      quota(
          details, "GenerateRequestsPerMinutePerProjectPerModel", state.limits().rpm().longValue());
    }
    if (problem.retryAfterMs() != null) {
      details
          .addObject()
          .put("@type", TYPE + "RetryInfo")
          .put("retryDelay", seconds(problem.retryAfterMs()));
    }
  }

  private static void quota(ArrayNode details, String id, Long value) {
    ObjectNode failure = details.addObject().put("@type", TYPE + "QuotaFailure");
    ObjectNode violation = failure.putArray("violations").addObject().put("quotaId", id);
    if (value != null) {
      violation.put("quotaValue", value.toString());
    }
  }

  /** Such as {@code 2s} and {@code 0.5s}. */
  private static String seconds(long ms) {
    return BigDecimal.valueOf(ms, 3).stripTrailingZeros().toPlainString() + "s";
  }

  private static Said said(SimProblem problem) {
    return switch (problem.kind()) {
      case RATE_LIMITED ->
          new Said(429, "RESOURCE_EXHAUSTED", "Resource has been exhausted (e.g. check quota).");
      case SERVER_ERROR ->
          new Said(500, "INTERNAL", "An internal error has occurred. Please retry.");
      case UNAVAILABLE, OVERLOADED ->
          new Said(503, "UNAVAILABLE", "The model is overloaded. Please try again later.");
      case UNAUTHORIZED ->
          new Said(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.");
      case QUOTA ->
          new Said(
              429,
              "RESOURCE_EXHAUSTED",
              "You exceeded your current quota, please check your plan and billing details.");
      case INVALID -> new Said(400, "INVALID_ARGUMENT", "The request is malformed.");
      case NOT_FOUND -> new Said(404, "NOT_FOUND", "there is no such path");
      case WRONG_METHOD -> new Said(405, "UNIMPLEMENTED", "Not allowed.");
      case TOO_LARGE -> new Said(413, "INVALID_ARGUMENT", "The body is too large.");
    };
  }
}
