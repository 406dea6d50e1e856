package dev.assay.run.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import dev.assay.common.testing.HouseRules;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.junit.jupiter.api.Test;

/** Walks every route of the service. */
class RoutesTest {
  private static List<JavaMethod> routes() {
    return HouseRules.shipped("dev.assay.run").stream()
        .filter(type -> type.isAnnotatedWith(Path.class))
        .flatMap(type -> type.getAllMethods().stream())
        .filter(RoutesTest::isRoute)
        .toList();
  }

  private static boolean isRoute(JavaMethod method) {
    return method.getAnnotations().stream()
        .anyMatch(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class));
  }

  private static boolean declaresScope(JavaMethod method) {
    JavaClass owner = method.getOwner();
    return method.isAnnotatedWith(RolesAllowed.class)
        || method.isAnnotatedWith(PermitAll.class)
        || owner.isAnnotatedWith(RolesAllowed.class);
  }

  @Test
  void shouldDeclareTheScopeThatEveryRouteNeeds() {
    // When
    List<String> open =
        routes().stream()
            .filter(method -> !declaresScope(method))
            .map(JavaMethod::getFullName)
            .toList();

    // Then
    assertThat(routes()).hasSizeGreaterThan(20);
    assertThat(open).isEmpty();
  }

  @Test
  void shouldDeclareOnlyScopesThatExist() {
    // When
    List<String> scopes =
        routes().stream()
            .filter(method -> method.isAnnotatedWith(RolesAllowed.class))
            .flatMap(method -> Stream.of(method.getAnnotationOfType(RolesAllowed.class).value()))
            .distinct()
            .toList();

    // Then
    assertThat(Scopes.ALL).containsAll(scopes);
  }

  @Test
  void shouldOpenToEverybodyOnlyWhatAsksForNoKey() {
    // When
    List<String> open =
        routes().stream()
            .filter(method -> method.isAnnotatedWith(PermitAll.class))
            .map(method -> method.getOwner().getSimpleName())
            .distinct()
            .toList();

    // Then
    assertThat(open)
        .containsOnly("SessionResource", "InfoResource", "AssetsResource", "ByLinkResource");
  }

  @Test
  void shouldSayOfEveryRouteWhatItDoes() {
    // When
    List<String> silent =
        routes().stream()
            .filter(method -> !method.isAnnotatedWith(Operation.class))
            .map(JavaMethod::getFullName)
            .toList();

    // Then
    assertThat(silent).isEmpty();
  }
}
