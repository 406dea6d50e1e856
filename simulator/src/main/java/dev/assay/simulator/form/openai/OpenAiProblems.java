package dev.assay.simulator.form.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.simulator.form.SimProblem;
import dev.assay.simulator.form.Wire;
import dev.assay.simulator.form.WireError;
import dev.assay.simulator.limit.LimitState;
import java.util.LinkedHashMap;
import java.util.Map;

/** Errors and limits as OpenAI writes them. */
final class OpenAiProblems {
  /** What OpenAI says of a problem. */
  private record Said(int status, String type, String code, String message) {}

  private OpenAiProblems() {}

  static WireError error(SimProblem problem, String requestId) {
    Said said = said(problem);
    Map<String, String> headers = new LinkedHashMap<>(Wire.JSON);
    headers.put("x-request-id", "req_" + requestId);
    if (problem.limits() != null) {
      headers.putAll(limits(problem.limits()));
    }
    if (problem.retryAfterMs() != null) {
      headers.put("retry-after-ms", Long.toString(problem.retryAfterMs()));
      headers.put("retry-after", Long.toString((problem.retryAfterMs() + 999) / 1000));
    }
    return new WireError(said.status(), headers, Wire.bytes(body(problem)));
  }

  static ObjectNode body(SimProblem problem) {
    Said said = said(problem);
    ObjectNode body = Wire.object();
    body.putObject("error")
        .put("message", problem.message() != null ? problem.message() : said.message())
        .put("type", said.type())
        .putNull("param")
        .put("code", said.code());
    return body;
  }

  static String code(SimProblem problem) {
    Said said = said(problem);
    return said.code() != null ? said.code() : said.type();
  }

  static String message(SimProblem problem) {
    return problem.message() != null ? problem.message() : said(problem).message();
  }

  /** On every answer to an account with limits. */
  static Map<String, String> limits(LimitState state) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (state.limits().rpm() != null) {
      headers.put("x-ratelimit-limit-requests", state.limits().rpm().toString());
      headers.put("x-ratelimit-remaining-requests", Long.toString(state.requestsLeft()));
      headers.put("x-ratelimit-reset-requests", duration(state.requestsResetMs()));
    }
    if (state.limits().tpm() != null) {
      headers.put("x-ratelimit-limit-tokens", state.limits().tpm().toString());
      headers.put("x-ratelimit-remaining-tokens", Long.toString(state.tokensLeft()));
      headers.put("x-ratelimit-reset-tokens", duration(state.tokensResetMs()));
    }
    return headers;
  }

  /** Such as {@code 120ms}, {@code 1.5s} and {@code 1m0s}. */
  static String duration(long ms) {
    if (ms < 1_000) {
      return ms + "ms";
    }
    long minutes = ms / 60_000;
    double seconds = (ms % 60_000) / 1_000.0;
    String rest = seconds == Math.rint(seconds) ? Long.toString((long) seconds) : seconds + "";
    return minutes == 0 ? rest + "s" : minutes + "m" + rest + "s";
  }

  private static Said said(SimProblem problem) {
    return switch (problem.kind()) {
      case RATE_LIMITED -> limited(problem);
      case SERVER_ERROR ->
          new Said(
              500,
              "server_error",
              null,
              "The server had an error while processing your request. Sorry about that!");
      case UNAVAILABLE ->
          new Said(
              503,
              "server_error",
              "engine_overloaded",
              "The engine is currently overloaded, please try again later.");
      case OVERLOADED -> new Said(529, "overloaded_error", "overloaded", "Overloaded");
      case UNAUTHORIZED ->
          new Said(401, "invalid_request_error", "invalid_api_key", "Incorrect API key provided.");
      case QUOTA ->
          new Said(
              429,
              "insufficient_quota",
              "insufficient_quota",
              "You exceeded your current quota, please check your plan and billing details.");
      case INVALID -> new Said(400, "invalid_request_error", null, "The request is malformed.");
      case NOT_FOUND -> new Said(404, "invalid_request_error", null, "there is no such path");
      case WRONG_METHOD -> new Said(405, "invalid_request_error", null, "Not allowed.");
      case TOO_LARGE -> new Said(413, "invalid_request_error", null, "The body is too large.");
    };
  }

  private static Said limited(SimProblem problem) {
    LimitState state = problem.limits();
    if (state == null || state.exceeded() == null) {
      return new Said(429, "requests", "rate_limit_exceeded", "Rate limit reached for requests");
    }
    String tryAgain = " Please try again in " + duration(state.waitMs()) + ".";
    return switch (state.exceeded()) {
      case REQUESTS ->
          new Said(
              429,
              "requests",
              "rate_limit_exceeded",
              "Rate limit reached on requests per min (RPM): Limit "
                  + state.limits().rpm()
                  + ", Used "
                  + (state.limits().rpm() - state.requestsLeft())
                  + ", Requested 1."
                  + tryAgain);
      case TOKENS ->
          new Said(
              429,
              "tokens",
              "rate_limit_exceeded",
              "Rate limit reached on tokens per min (TPM): Limit "
                  + state.limits().tpm()
                  + ", Used "
                  + (state.limits().tpm() - state.tokensLeft())
                  + "."
                  + tryAgain);
      case CONCURRENCY ->
          new Said(
              429,
              "requests",
              "rate_limit_exceeded",
              "Too many requests at a time: Limit " + state.limits().maxConcurrency() + ".");
    };
  }
}
