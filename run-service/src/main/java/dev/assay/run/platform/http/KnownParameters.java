package dev.assay.run.platform.http;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.words.DidYouMean;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses parameters of a query that the route does not know, by name, as fields of a body are
 * refused: a filter that is misspelt and so has no effect looks like an answer.
 */
class KnownParameters {
  private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

  @ServerRequestFilter
  void check(ContainerRequestContext request, ResourceInfo route) {
    Set<String> given = request.getUriInfo().getQueryParameters().keySet();
    if (given.isEmpty()) {
      return;
    }
    Set<String> names = known.computeIfAbsent(route.getResourceMethod(), KnownParameters::of);
    List<String> unknown = given.stream().filter(name -> !names.contains(name)).sorted().toList();
    if (!unknown.isEmpty()) {
      String reason =
          names.isEmpty()
              ? "is not known; this route takes none"
              : "is not known; known are: " + String.join(", ", names);
      throw new ProblemException(
          ErrorCode.UNKNOWN_FIELD,
          "The parameter "
              + unknown.get(0)
              + " "
              + reason
              + "."
              + DidYouMean.ask(unknown.get(0), names),
          unknown.stream().map(name -> new Violation(name, reason)).toList());
    }
  }

  /** The names that the parameters of a method bind, in order. */
  static Set<String> of(Method method) {
    Set<String> names = new TreeSet<>();
    for (Parameter parameter : method.getParameters()) {
      QueryParam bound = parameter.getAnnotation(QueryParam.class);
      if (bound != null) {
        names.add(bound.value());
      }
      if (parameter.isAnnotationPresent(BeanParam.class)) {
        addFields(parameter.getType(), names);
      }
    }
    return names;
  }

  private static void addFields(Class<?> bean, Set<String> names) {
    for (Class<?> type = bean; type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        QueryParam bound = field.getAnnotation(QueryParam.class);
        if (bound != null) {
          names.add(bound.value());
        }
      }
    }
  }
}
