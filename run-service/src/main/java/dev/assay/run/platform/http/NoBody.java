package dev.assay.run.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.platform.text.DoorJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Refuses a body where none is read. Whoever sends {@code {"concurrency": 1}} with a retry believes
 * that it changes something, and pays for what it does not. Nothing and {@code {}} are no body.
 */
class NoBody {
  /** More than that is not read: it is refused whatever it is. */
  private static final int MOST = 64 * 1024;

  private static final String TAKES_NONE = "is not known; this route takes no body";

  private final Map<Method, Boolean> reads = new ConcurrentHashMap<>();

  @ServerRequestFilter
  void check(
      ResteasyReactiveContainerRequestContext request, ResourceInfo route, RoutingContext context) {
    HttpServerRequest sent = context.request();
    if (mayHaveBody(sent) && !reads.computeIfAbsent(route.getResourceMethod(), NoBody::readsBody)) {
      request.suspend();
      read(request, sent);
    }
  }

  private static boolean mayHaveBody(HttpServerRequest sent) {
    String length = sent.getHeader("Content-Length");
    boolean said = length != null || sent.getHeader("Transfer-Encoding") != null;
    return !sent.isEnded() && !"0".equals(length) && (said || sent.version() == HttpVersion.HTTP_2);
  }

  /** Whether a parameter of the method is the body: those that are anything else say so. */
  static boolean readsBody(Method method) {
    return Arrays.stream(method.getParameters()).anyMatch(NoBody::isBody);
  }

  private static boolean isBody(Parameter parameter) {
    return Arrays.stream(parameter.getAnnotations())
        .noneMatch(of -> of.annotationType().getName().matches("jakarta\\.ws\\.rs\\..*"));
  }

  private static void read(
      ResteasyReactiveContainerRequestContext request, HttpServerRequest sent) {
    Buffer body = Buffer.buffer();
    boolean[] answered = {false};
    sent.handler(
        chunk -> {
          if (!answered[0]) {
            body.appendBuffer(chunk);
            if (body.length() > MOST) {
              answered[0] = true;
              // What is still to come is thrown away; over HTTP/2 it need not come at all.
              if (sent.version() == HttpVersion.HTTP_2) {
                sent.pause();
              }
              request.resume(none());
            }
          }
        });
    sent.exceptionHandler(
        e -> {
          if (!answered[0]) {
            answered[0] = true;
            request.resume(e);
          }
        });
    sent.endHandler(
        end -> {
          if (!answered[0]) {
            answered[0] = true;
            ProblemException wrong = wrong(body.toString(StandardCharsets.UTF_8));
            if (wrong == null) {
              request.resume();
            } else {
              request.resume(wrong);
            }
          }
        });
    sent.resume();
  }

  /** What is wrong with a body where none is taken; null for nothing. */
  static ProblemException wrong(String body) {
    if (body.isBlank()) {
      return null;
    }
    JsonNode json;
    try {
      json = DoorJson.mapper().readTree(body);
    } catch (JsonProcessingException e) {
      return none();
    }
    if (!json.isObject()) {
      return none();
    }
    if (json.isEmpty()) {
      return null;
    }
    List<String> names = new ArrayList<>();
    json.fieldNames().forEachRemaining(names::add);
    return new ProblemException(
        ErrorCode.UNKNOWN_FIELD,
        "The field " + names.get(0) + " " + TAKES_NONE + ", and nothing was done.",
        names.stream().map(name -> new Violation(name, TAKES_NONE)).toList());
  }

  private static ProblemException none() {
    return new ProblemException(
        ErrorCode.INVALID_REQUEST,
        "This route takes no body, and nothing was done; send none, or {}.");
  }
}
