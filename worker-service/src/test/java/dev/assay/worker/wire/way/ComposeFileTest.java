package dev.assay.worker.wire.way;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.link.secret.AmbientIdentities;
import dev.assay.link.secret.GrantedVariables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator sets for the workers reaches them in the containers too. */
class ComposeFileTest {
  private static final Path DOCKER = Path.of("..", "deploy", "docker");

  private static String text(String file) throws IOException {
    return Files.readString(DOCKER.resolve(file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        EgressWay.PROXY,
        EgressWay.NO_PROXY,
        EgressWay.PROXY_NAMES,
        EgressWay.CA_FILE,
        AmbientIdentities.VARIABLE,
        GrantedVariables.VARIABLE
      })
  void shouldPassOnToTheWorkers(String variable) throws IOException {
    // When
    String worker = text("docker-compose.yml").split("\n  worker-service:\n")[1];
    worker = worker.split("\n\n")[0];

    // Then
    assertThat(worker).contains("\n      " + variable + ": ${" + variable + ":-}\n");
  }

  @Test
  void shouldShowTheWorkersTheFolderOfAuthoritiesOnly() throws IOException {
    assertThat(text("docker-compose.yml")).contains("- ./authorities:/authorities:ro\n");
    assertThat(text(".env.example")).contains("/authorities/");
  }

  @Test
  void shouldNameEveryVariableThatTheContainersRead() throws IOException {
    // Given
    List<String> read =
        Pattern.compile("\\$\\{([A-Z0-9_]+)")
            .matcher(text("docker-compose.yml"))
            .results()
            .map((MatchResult found) -> found.group(1) + "=")
            .distinct()
            .toList();

    // When, then
    assertThat(text(".env.example").lines()).containsAll(read);
  }
}
