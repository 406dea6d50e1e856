package dev.assay.simulator.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.simulator.answer.AnswerBook;
import dev.assay.simulator.form.Wire;
import dev.assay.simulator.limit.Accounts;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Everything below {@code /_sim}: for tests, benchmarks and people who rehearse. */
final class ControlPaths {
  private final AnswerBook book;
  private final RequestLog log;
  private final Weather weather;
  private final Accounts accounts;
  private final Provider provider;

  ControlPaths(
      AnswerBook book, RequestLog log, Weather weather, Accounts accounts, Provider provider) {
    this.book = book;
    this.log = log;
    this.weather = weather;
    this.accounts = accounts;
    this.provider = provider;
  }

  /**
   * Answers a request.
   *
   * @throws IllegalArgumentException with a sentence when it makes no sense
   */
  void answer(HttpServerRequest request, Buffer body) {
    String asked = request.method() + " " + request.path();
    switch (asked) {
      case "POST /_sim/answers" ->
          json(request, Wire.bytes(Wire.object().put("added", book.add(body))));
      case "GET /_sim/stats" -> json(request, stats());
      case "GET /_sim/log" ->
          new LogDownload(
                  log,
                  request.response(),
                  number(request, "since", 0),
                  number(request, "limit", Long.MAX_VALUE))
              .start();
      case "POST /_sim/reset" -> reset(request);
      case "GET /_sim/weather" -> weather(request);
      case "PUT /_sim/weather" -> {
        weather.set(parse(body), System.currentTimeMillis());
        weather(request);
      }
      default ->
          throw new IllegalArgumentException(
              "there is no "
                  + asked
                  + "; there are POST /_sim/answers, GET /_sim/log, GET /_sim/stats, POST"
                  + " /_sim/reset, GET and PUT /_sim/weather");
    }
  }

  private Buffer stats() {
    return log.stats().put("answers", book.size()).toBuffer();
  }

  private void weather(HttpServerRequest request) {
    json(request, Wire.bytes(weather.view(System.currentTimeMillis())));
  }

  private void reset(HttpServerRequest request) {
    log.reset();
    provider.reset();
    if (request.getParam("answers") != null) {
      book.clear();
    }
    if (request.getParam("weather") != null) {
      weather.set(null, System.currentTimeMillis());
    }
    if (request.getParam("limits") != null) {
      accounts.clear();
    }
    json(request, stats());
  }

  private static JsonNode parse(Buffer body) {
    if (body.length() == 0) {
      return null;
    }
    try {
      return Json.strict().readTree(body.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the body is not JSON", e);
    }
  }

  private static long number(HttpServerRequest request, String name, long otherwise) {
    String value = request.getParam(name);
    if (value == null) {
      return otherwise;
    }
    try {
      return Math.max(0, Long.parseLong(value));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " is a number", e);
    }
  }

  private static void json(HttpServerRequest request, Buffer body) {
    var unused = request.response().putHeader("content-type", "application/json").end(body);
  }
}
