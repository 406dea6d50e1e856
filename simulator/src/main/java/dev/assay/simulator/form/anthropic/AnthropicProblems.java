package dev.assay.simulator.form.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.simulator.form.SimProblem;
import dev.assay.simulator.form.Wire;
import dev.assay.simulator.form.WireError;
import dev.assay.simulator.limit.LimitState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Errors and limits as Anthropic writes them. */
final class AnthropicProblems {
  /** What Anthropic says of a problem. */
  private record Said(int status, String type, String message) {}

  private AnthropicProblems() {}

  static WireError error(SimProblem problem, String requestId) {
    Map<String, String> headers = new LinkedHashMap<>(Wire.JSON);
    headers.put("request-id", "req_" + requestId);
    headers.put("x-should-retry", said(problem).status() < 429 ? "false" : "true");
    if (problem.limits() != null) {
      headers.putAll(limits(problem.limits()));
    }
    if (problem.retryAfterMs() != null) {
      headers.put("retry-after", Long.toString((problem.retryAfterMs() + 999) / 1000));
    }
    ObjectNode body = body(problem).put("request_id", "req_" + requestId);
    return new WireError(said(problem).status(), headers, Wire.bytes(body));
  }

  static ObjectNode body(SimProblem problem) {
    Said said = said(problem);
    ObjectNode body = Wire.object().put("type", "error");
    body.putObject("error")
        .put("type", said.type())
        .put("message", problem.message() != null ? problem.message() : said.message());
    return body;
  }

  /** On every answer to an account with limits. */
  static Map<String, String> limits(LimitState state) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (state.limits().rpm() != null) {
      put(
          headers,
          "requests",
          state.limits().rpm(),
          state.requestsLeft(),
          state.nowMs() + state.requestsResetMs());
    }
    if (state.limits().tpm() != null) {
      long reset = state.nowMs() + state.tokensResetMs();
      put(headers, "tokens", state.limits().tpm(), state.tokensLeft(), reset);
      put(headers, "input-tokens", state.limits().tpm(), state.tokensLeft(), reset);
      put(headers, "output-tokens", state.limits().tpm(), state.tokensLeft(), reset);
    }
    return headers;
  }

  private static void put(
      Map<String, String> headers, String what, long limit, long left, long resetAtMs) {
    String name = "anthropic-ratelimit-" + what;
    headers.put(name + "-limit", Long.toString(limit));
    headers.put(name + "-remaining", Long.toString(left));
    // Whole seconds, as the provider gives them, and never too early.
    headers.put(name + "-reset", Instant.ofEpochSecond((resetAtMs + 999) / 1000).toString());
  }

  private static Said said(SimProblem problem) {
    return switch (problem.kind()) {
      case RATE_LIMITED -> new Said(429, "rate_limit_error", limited(problem.limits()));
      case SERVER_ERROR -> new Said(500, "api_error", "Internal server error");
      case UNAVAILABLE -> new Said(503, "overloaded_error", "Overloaded");
      case OVERLOADED -> new Said(529, "overloaded_error", "Overloaded");
      case UNAUTHORIZED -> new Said(401, "authentication_error", "invalid x-api-key");
      case QUOTA ->
          new Said(
              402, "billing_error", "Your credit balance is too low to access the Anthropic API.");
      case INVALID -> new Said(400, "invalid_request_error", "The request is malformed.");
      case NOT_FOUND -> new Said(404, "not_found_error", "there is no such path");
      case WRONG_METHOD -> new Said(405, "invalid_request_error", "Method Not Allowed");
      case TOO_LARGE -> new Said(413, "request_too_large", "Request exceeds the maximum size");
    };
  }

  private static String limited(LimitState state) {
    if (state == null || state.exceeded() == null) {
      return "This request would exceed your organization's rate limit.";
    }
    return switch (state.exceeded()) {
      case REQUESTS ->
          "This request would exceed your organization's rate limit of "
              + state.limits().rpm()
              + " requests per minute.";
      case TOKENS ->
          "This request would exceed your organization's rate limit of "
              + state.limits().tpm()
              + " tokens per minute.";
      case CONCURRENCY ->
          "Number of concurrent connections has exceeded your rate limit of "
              + state.limits().maxConcurrency()
              + ".";
    };
  }
}
