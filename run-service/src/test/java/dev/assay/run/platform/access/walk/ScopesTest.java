package dev.assay.run.platform.access.walk;

import static dev.assay.run.testing.TestApi.keyWith;
import static dev.assay.run.testing.TestApi.map;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.access.scopes.Routes;
import dev.assay.run.platform.access.scopes.ScopeTable;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every operation with a key of each scope and without one, by the table of docs/security.md:
 * whoever stands there is let in, and nobody else is. The table is what the code says: {@code
 * -Dtest=ScopesTest -Dassay.docs.write=true} writes it.
 */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class ScopesTest {
  @Beside FakeScoring scoring;
  private List<Operation> operations;

  /** What nobody has: that it is not found says that one was let in. */
  private final Things nowhere = Things.nowhere();

  @BeforeEach
  void read() {
    operations = Operation.all(Operation.document());
  }

  @Test
  void shouldStandInTheDocumentsAsInTheCode() throws IOException {
    String table = ScopeTable.of(Routes.opened());
    if (Boolean.getBoolean("assay.docs.write")) {
      ScopeTable.write(table);
    }
    assertThat(ScopeTable.written())
        .as("write it with -Dtest=ScopesTest -Dassay.docs.write=true")
        .isEqualTo(table);
    assertThat(ScopeTable.read().keySet())
        .isEqualTo(
            operations.stream()
                .map(Operation::toString)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void shouldLetInExactlyWhomTheDocumentsName() throws IOException {
    // Given
    Map<String, Set<String>> opened = ScopeTable.read();
    Map<String, Web> here = keys(Filling.empty().admin());
    Map<String, Web> operators = keys(Web.with(RunServiceResources.ADMIN_KEY));

    // When
    List<String> wrong =
        wrong(
            operation ->
                Routes.askers().stream()
                    .flatMap(
                        asker ->
                            wrong(
                                operation, asker, opened.get(operation.toString()), here, operators)
                                .stream())
                    .toList());

    // Then
    assertThat(operations).hasSizeGreaterThan(140);
    assertThat(wrong).isEmpty();
  }

  @Test
  void shouldFindWhatIsOpenedOrClosedByMistake() throws IOException {
    // Given a table that says of one call of each kind what the code does not
    Map<String, Web> here = keys(Filling.empty().admin());
    Set<String> reading = ScopeTable.read().get("GET /v1/runs");
    Set<String> narrowed = new TreeSet<>(reading);
    narrowed.remove("read");
    Set<String> widened = new TreeSet<>(reading);
    widened.add("scale");
    Operation list =
        operations.stream().filter(each -> each.id().equals("listRuns")).findFirst().orElseThrow();

    // When / Then
    assertThat(wrong(list, "read", reading, here, here)).isEmpty();
    assertThat(wrong(list, "read", narrowed, here, here)).containsExactly("GET /v1/runs read 200");
    assertThat(wrong(list, "scale", widened, here, here))
        .containsExactly("GET /v1/runs scale 403 although it may");
  }

  private List<String> wrong(
      Operation operation,
      String asker,
      Set<String> opened,
      Map<String, Web> here,
      Map<String, Web> operators) {
    List<String> wrong = new ArrayList<>();
    boolean operating = Special.OPERATORS.contains(operation.id());
    int status = status(operation, (operating ? operators : here).get(asker));
    boolean may = opened.contains(asker);
    int refusal = asker.equals(Routes.ANYBODY) ? 401 : 403;
    if (may ? status == 401 || status == 403 || status >= 500 : status != refusal) {
      wrong.add(operation + " " + asker + " " + status + (may ? " although it may" : ""));
    }
    if (operating && !asker.equals(Routes.ANYBODY)) {
      int elsewhere = status(operation, here.get(asker));
      if (elsewhere != 403) {
        wrong.add(operation + " " + asker + " of another workspace " + elsewhere);
      }
    }
    return wrong;
  }

  /** What is wrong with the answers of all operations. */
  private List<String> wrong(Function<Operation, List<String>> asked) {
    return Together.each(operations, asked).stream().flatMap(List::stream).toList();
  }

  @Test
  void shouldKnowNoKeyThatIsWrong() {
    List<String> wrong =
        wrong(
            operation -> {
              int status = status(operation, Web.with("as_wrong"));
              return status == 401 ? List.of() : List.of(operation + " " + status);
            });
    assertThat(wrong).isEmpty();
  }

  @Test
  void shouldNotLetAnotherSiteChangeAnythingByASession() {
    // Given the cookie of somebody who may do everything, and nothing that says whose page it is
    String cookie =
        "assay_session="
            + io.restassured.RestAssured.given()
                .contentType("application/json")
                .body(map("token", RunServiceResources.ADMIN_KEY))
                .post("/v1/session")
                .cookie("assay_session");
    Web page = new Web(Map.of("Cookie", cookie));
    Web other = new Web(Map.of("Cookie", cookie, "Sec-Fetch-Site", "cross-site"));

    // When
    operations.removeIf(operation -> operation.method().equals("GET"));
    List<String> wrong =
        wrong(
            operation ->
                Stream.of(page, other)
                    .map(web -> status(operation, web))
                    .filter(status -> status != 403)
                    .map(status -> operation + " " + status)
                    .toList());

    // Then
    assertThat(operations).hasSizeGreaterThan(60);
    assertThat(wrong).isEmpty();
  }

  private static Map<String, Web> keys(Web admin) {
    Map<String, Web> keys = new HashMap<>(Map.of(Routes.ANYBODY, Web.nobody()));
    for (String scope : Scopes.ALL) {
      String key =
          admin
              .ask("POST", "/v1/keys", map("name", scope, "scopes", List.of(scope)))
              .well()
              .json()
              .get("key")
              .asText();
      keys.put(scope, Web.with(key));
    }
    return keys;
  }

  private int status(Operation operation, Web web) {
    if (operation.id().equals("startSession")) {
      return web.status("POST", "/v1/session", map("token", keyWith("read")));
    }
    return Probe.plain(operation).status(web, nowhere);
  }
}
