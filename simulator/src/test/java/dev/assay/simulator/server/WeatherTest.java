package dev.assay.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.testing.JsonText;
import dev.assay.simulator.testing.SimulatorRig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Storms, limits, and what the log says of them. */
class WeatherTest {
  private static final String BODY =
      "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello?\"}]}";

  private final SimulatorRig rig = new SimulatorRig("{\"seed\":7}");

  @AfterEach
  void close() {
    rig.close();
  }

  private String ask() {
    return rig.ask("POST", "/v1/chat/completions", BODY);
  }

  @Test
  void shouldChangeWhileItRuns() {
    // When
    String before = ask();
    String told =
        rig.ask(
            "PUT",
            "/_sim/weather",
            "{\"fault\":\"rate_limited\",\"share\":1.0,\"retry_after_s\":2}");
    String during = ask();
    String after = rig.ask("PUT", "/_sim/weather", "null");

    // Then
    assertThat(before).contains("choices");
    assertThat(told).contains("rate_limited").contains("\"until\":null");
    assertThat(during).contains("rate_limit_exceeded");
    assertThat(after).contains("\"weather\":null");
    assertThat(ask()).contains("choices");
    assertThat(rig.log())
        .extracting(e -> e.path("outcome").asText())
        .containsExactly("ok", "429", "ok");
    assertThat(rig.stats().at("/outcomes/429").asInt()).isEqualTo(1);
  }

  @Test
  void shouldClearUpByItself() {
    rig.weather("{\"fault\":\"500\",\"for_s\":0.3}");
    assertThat(ask()).contains("server_error");
    await().atMost(Duration.ofMinutes(4)).until(() -> ask().contains("choices"));
    assertThat(rig.ask("GET", "/_sim/weather", "")).contains("\"weather\":null");
  }

  @Test
  void shouldHitTheShareThatIsAskedFor() {
    // When
    rig.weather("{\"fault\":\"503\",\"share\":0.4}");
    for (int i = 0; i < 500; i++) {
      String unused = ask();
    }

    // Then
    assertThat(rig.stats().at("/outcomes/503").asInt()).isBetween(150, 250);
  }

  @Test
  void shouldRefuseWeatherThatMakesNoSense() {
    rig.weather("{\"fault\":\"500\"}");
    assertThat(rig.ask("PUT", "/_sim/weather", "{\"fault\":\"hail\"}"))
        .contains("unknown fault hail");
    assertThat(rig.ask("PUT", "/_sim/weather", "{\"fault\":\"500\",\"share\":2}")).contains("0..1");
    assertThat(rig.ask("PUT", "/_sim/weather", "{\"retry\":2}")).contains("retry_after_s");
    assertThat(rig.ask("PUT", "/_sim/weather", "[1]")).contains("object");
    assertThat(rig.ask("GET", "/_sim/weather", "")).contains("\"fault\":\"500\"");
    assertThat(rig.ask("POST", "/_sim/reset?weather", "")).contains("started");
    assertThat(ask()).contains("choices");
  }

  @Test
  void shouldRefuseWhatIsOverALimitAndSayForHowLong() {
    // Given
    rig.weather("{\"limits\":{\"rpm\":3}}");

    // When
    for (int i = 0; i < 5; i++) {
      String unused = ask();
    }

    // Then
    assertThat(rig.stats().at("/outcomes/ok").asInt()).isEqualTo(3);
    assertThat(rig.stats().at("/outcomes/limit_requests").asInt()).isEqualTo(2);
    assertThat(rig.stats().path("max_starts_in_60s").asInt()).isEqualTo(5);
    assertThat(ask()).contains("Limit 3, Used 3", "try again in");
    assertThat(rig.ask("POST", "/_sim/reset?limits", "")).contains("\"started\":0");
    assertThat(ask()).contains("choices");
  }

  @Test
  void shouldSeeWhenAClientHangsUp() throws IOException {
    // Given
    rig.weather("{\"latency\":30000,\"limits\":{\"max_concurrency\":1}}");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.port())) {
      socket
          .getOutputStream()
          .write(
              ("POST /v1/chat/completions HTTP/1.1\r\n"
                      + "Host: x\r\n"
                      + "Authorization: Bearer top-secret\r\n"
                      + "Content-Length: "
                      + BODY.length()
                      + "\r\n\r\n"
                      + BODY)
                  .getBytes(StandardCharsets.UTF_8));
      await().atMost(Duration.ofMinutes(4)).until(() -> rig.stats().path("running").asInt() == 1);
    }
    long closed = System.currentTimeMillis();

    // When
    await().atMost(Duration.ofMinutes(4)).until(() -> rig.stats().path("aborted").asInt() == 1);
    JsonNode entry = rig.log().get(0);

    // Then
    assertThat(entry.path("state").asText()).isEqualTo("aborted");
    assertThat(entry.path("ended_at").asLong()).isBetween(closed - 1_000, closed + 1_000);
    assertThat(entry.path("connection_closed_at").asLong())
        .isBetween(closed - 1_000, closed + 1_000);
    assertThat(entry.path("key").asText()).hasSize(12);
    assertThat(entry.toString()).doesNotContain("secret");
    assertThat(rig.stats().path("running").asInt()).isZero();
    rig.weather("{\"limits\":{\"max_concurrency\":1}}");
    assertThat(ask()).contains("choices");
  }

  @Test
  void shouldGiveTheLogInParts() {
    for (int i = 0; i < 1_300; i++) {
      String unused = ask();
    }
    List<JsonNode> part =
        rig.ask("GET", "/_sim/log?since=1200&limit=50", "").lines().map(JsonText::json).toList();
    assertThat(part).hasSize(50);
    assertThat(part.get(0).path("id").asInt()).isEqualTo(1_200);
    assertThat(rig.log()).hasSize(1_300);
  }

  @Test
  void shouldTakeOneKeyOnlyWhenTold() {
    try (SimulatorRig strict = new SimulatorRig("{\"api_key\":\"k1\"}")) {
      assertThat(strict.ask("POST", "/v1/chat/completions", BODY)).contains("invalid_api_key");
      assertThat(
              strict.ask(
                  "POST",
                  "/v1beta/models/m:generateContent?key=k1",
                  "{\"contents\":[{\"parts\":[{\"text\":\"Hi\"}]}]}"))
          .contains("candidates");
    }
  }
}
