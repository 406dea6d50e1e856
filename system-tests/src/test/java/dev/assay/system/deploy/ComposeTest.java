package dev.assay.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.system.deploy.built.JsonPatch;
import dev.assay.system.deploy.built.Yaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What runs on one machine with Docker is as confined as what runs in a cluster. */
class ComposeTest {
  private static final Path FOLDER = Path.of("..", "deploy", "docker");

  private final Map<String, Object> compose =
      Yaml.documents(FOLDER.resolve("docker-compose.yml")).get(0);

  @Test
  void shouldConfineEveryContainer() {
    assertThat(Yaml.map(compose, "services")).hasSize(5);
    assertThat(faults(compose)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"read_only", "cap_drop", "security_opt", "mem_limit", "pids_limit", "restart"})
  void shouldMissWhatWasTakenAway(String key) {
    // When
    JsonPatch.apply(
        List.of(Map.of("op", "remove", "path", "/services/scoring-service/" + key)), compose);

    // Then
    assertThat(faults(compose)).containsExactly("scoring-service: " + key);
  }

  private static List<String> faults(Map<String, Object> compose) {
    Map<String, Object> wanted =
        Map.of(
            "read_only",
            true,
            "cap_drop",
            List.of("ALL"),
            "security_opt",
            List.of("no-new-privileges:true"),
            "restart",
            "unless-stopped");
    List<String> faults = new ArrayList<>();
    for (String name : Yaml.map(compose, "services").keySet()) {
      Map<String, Object> service = Yaml.map(compose, "services." + name);
      wanted.forEach(
          (key, value) -> {
            if (!value.equals(service.get(key))) {
              faults.add(name + ": " + key);
            }
          });
      for (String key : List.of("mem_limit", "pids_limit")) {
        if (!service.containsKey(key)) {
          faults.add(name + ": " + key);
        }
      }
      if (service.containsKey("privileged") || service.containsKey("cap_add")) {
        faults.add(name + ": more rights");
      }
    }
    return faults;
  }

  @Test
  void shouldPublishTheApiOnLoopbackAndNothingElse() {
    // Given
    List<Object> published = new ArrayList<>();
    for (String name : Yaml.map(compose, "services").keySet()) {
      Object ports = Yaml.at(compose, "services." + name + ".ports");
      if (ports != null) {
        published.addAll((List<?>) ports);
      }
    }

    // Then
    assertThat(published).containsExactly("127.0.0.1:7400:8080");
    assertThat(Yaml.string(compose, "services.run-service.environment.ASSAY_MANAGEMENT_PORT"))
        .as("health and metrics have a port that is not published")
        .isEqualTo("9000");
  }

  @Test
  void shouldWorkAsNoSuperuserAndNoOwner() {
    // Given
    Map<String, Object> run = Yaml.map(compose, "services.run-service.environment");
    Object superuser = Yaml.at(compose, "services.postgres.environment.POSTGRES_USER");
    String roles = Yaml.text(FOLDER.resolve("roles.sh"));

    // Then
    assertThat(run.get("ASSAY_DB_USER")).isEqualTo("assay_app").isNotEqualTo(superuser);
    assertThat(run.get("ASSAY_DB_OWNER_USER")).isNotEqualTo(superuser);
    assertThat(roles)
        .contains("alter role assay_app login noinherit password")
        .doesNotContainIgnoringCase("superuser ")
        .doesNotContainIgnoringCase("bypassrls");
  }

  @Test
  void shouldLetNobodyReachWhatItNeedNot() {
    assertThat(networks("postgres")).isEqualTo(List.of("database"));
    assertThat(networks("broker")).isEqualTo(List.of("broker"));
    assertThat(networks("run-service")).isEqualTo(List.of("outside", "database", "broker"));
    assertThat(networks("worker-service")).isEqualTo(List.of("outside", "broker"));
    assertThat(networks("scoring-service")).isEqualTo(List.of("broker"));
    assertThat(Yaml.at(compose, "networks.database.internal")).isEqualTo(true);
    assertThat(Yaml.at(compose, "networks.broker.internal")).isEqualTo(true);
  }

  private Object networks(String service) {
    return Yaml.at(compose, "services." + service + ".networks");
  }
}
