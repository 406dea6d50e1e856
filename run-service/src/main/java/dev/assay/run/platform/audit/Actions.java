package dev.assay.run.platform.audit;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What routes do: {@code POST /v1/runs/{id}/cancel}. */
final class Actions {
  private static final Map<Route, String> KNOWN = new ConcurrentHashMap<>();

  private Actions() {}

  private record Route(Class<?> resource, Method method) {}

  /** The action of a route; null for none, where no route was reached. */
  static String of(ResourceInfo route) {
    return route == null || route.getResourceMethod() == null
        ? null
        : KNOWN.computeIfAbsent(
            new Route(route.getResourceClass(), route.getResourceMethod()), Actions::read);
  }

  private static String read(Route route) {
    String verb =
        Stream.of(route.method().getAnnotations())
            .map(Annotation::annotationType)
            .filter(type -> type.isAnnotationPresent(HttpMethod.class))
            .map(type -> type.getAnnotation(HttpMethod.class).value())
            .findFirst()
            .orElseThrow();
    return verb
        + " "
        + path(route.resource().getAnnotation(Path.class))
        + path(route.method().getAnnotation(Path.class));
  }

  private static String path(Path path) {
    if (path == null || path.value().isEmpty() || path.value().equals("/")) {
      return "";
    }
    String text = path.value().startsWith("/") ? path.value() : "/" + path.value();
    return text.replaceAll("\\{\\s*(\\w+)\\s*(?::[^{}]*(?:\\{[^{}]*\\}[^{}]*)*)?\\}", "{$1}");
  }
}
