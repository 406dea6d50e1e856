package dev.assay.run.platform.access.walk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The walk knows every parameter and every field of the served document that can name something.
 */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class ServedRoutesTest {
  private JsonNode document;
  private List<Operation> operations;

  @BeforeEach
  void read() {
    document = Operation.document();
    operations = Operation.all(document);
  }

  @Test
  void shouldKnowWhatEachParameterNames() {
    // When each is looked up, which fails for one that is not known
    List<Probe> probes = new Walk(operations).probes();

    // Then
    assertThat(operations).hasSizeGreaterThan(140);
    assertThat(probes).hasSizeGreaterThan(200);
  }

  @Test
  void shouldKnowWhatEachFieldOfABodyNames() {
    List<String> unknown = new ArrayList<>();
    for (Operation operation : operations) {
      if (operation.schema() != null) {
        List<String> named =
            Bodies.of(operation).stream()
                .flatMap(body -> Probe.places(body).stream())
                .map(Probe.Place::name)
                .toList();
        new Fields(document)
            .of(operation.schema()).stream()
                .filter(field -> Fields.names(operation.id(), field) && !named.contains(field))
                .forEach(field -> unknown.add(operation.id() + " " + field));
      }
    }
    assertThat(unknown).as("fields that nothing in Bodies stands in").isEmpty();
  }

  @Test
  void shouldNoticeARouteThatNobodyHasTaught() {
    // Given
    Operation taught =
        operations.stream().filter(each -> each.id().equals("getRun")).findFirst().orElseThrow();
    Operation elsewhere =
        new Operation("getThing", "GET", "/v1/things/{id}", taught.parameters(), null, false);

    // When / Then
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> Probe.of(elsewhere))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Where.PATHS");
  }
}
