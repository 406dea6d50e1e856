package dev.assay.run.platform.access.scopes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import dev.assay.common.testing.HouseRules;
import dev.assay.run.platform.access.Scopes;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the code says of routes: which scopes open them. */
public final class Routes {
  /** Stands beside the scopes for somebody without a key. */
  public static final String ANYBODY = "anybody";

  private Routes() {}

  /** Who may ask, in the order of {@link Scopes#ALL} after anybody. */
  public static List<String> askers() {
    List<String> askers = new ArrayList<>(List.of(ANYBODY));
    askers.addAll(Scopes.ALL);
    return askers;
  }

  /** Who may, by method and path, of everything below {@code /v1/}. */
  public static Map<String, Set<String>> opened() {
    Map<String, Set<String>> opened = new TreeMap<>();
    for (JavaClass type : HouseRules.shipped("dev.assay.run")) {
      if (type.isAnnotatedWith(Path.class)) {
        type.getAllMethods().stream()
            .filter(method -> verb(method) != null)
            .forEach(method -> opened.put(verb(method) + " " + path(type, method), may(method)));
      }
    }
    opened.keySet().removeIf(route -> !route.contains(" /v1/"));
    return opened;
  }

  private static String verb(JavaMethod method) {
    return method.getAnnotations().stream()
        .map(annotation -> annotation.getRawType())
        .filter(type -> type.isAnnotatedWith(HttpMethod.class))
        .map(type -> type.getAnnotationOfType(HttpMethod.class).value())
        .findFirst()
        .orElse(null);
  }

  private static String path(JavaClass type, JavaMethod method) {
    String own =
        method.isAnnotatedWith(Path.class) ? method.getAnnotationOfType(Path.class).value() : "";
    String whole =
        type.getAnnotationOfType(Path.class).value()
            + (own.isEmpty() || own.startsWith("/") ? own : "/" + own);
    return whole.replaceAll("\\{(\\w+)\\s*:[^}]*\\}", "{$1}").replaceAll("/$", "");
  }

  private static Set<String> may(JavaMethod method) {
    if (method.isAnnotatedWith(PermitAll.class)) {
      return Set.copyOf(askers());
    }
    Set<String> needed = Set.of(method.getAnnotationOfType(RolesAllowed.class).value());
    return Scopes.ALL.stream()
        .filter(scope -> Scopes.withImplied(Set.of(scope)).stream().anyMatch(needed::contains))
        .collect(Collectors.toSet());
  }
}
