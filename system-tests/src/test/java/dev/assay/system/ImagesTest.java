package dev.assay.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.assay.system.harness.Api;
import dev.assay.system.harness.SharedStack;
import dev.assay.system.harness.Stack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Images by reference, endpoints of one's own, and answers given again, through all services. */
@ExtendWith(SharedStack.class)
class ImagesTest {
  private static final int WORKERS = 2;

  private final Queue<JsonNode> asked = new ConcurrentLinkedQueue<>();
  private HttpServer model;

  @BeforeEach
  void start() throws IOException {
    model = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    model.createContext(
        "/v1/chat/completions",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          asked.add(Api.json(new String(body, StandardCharsets.UTF_8)));
          byte[] answer =
              ("{\"choices\":[{\"message\":{\"content\":\"a cat\"},\"finish_reason\":\"stop\"}],"
                      + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2}}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    model.start();
  }

  @AfterEach
  void stop() {
    model.stop(0);
  }

  private static String upload(Stack stack, byte[] image) throws Exception {
    String name = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(image));
    HttpResponse<String> put =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(stack.url() + "/v1/assets/" + name))
                    .header("Authorization", "Bearer " + stack.key())
                    .header("Content-Type", "image/png")
                    .PUT(HttpRequest.BodyPublishers.ofByteArray(image))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(put.statusCode()).as(put.body()).isEqualTo(201);
    return name;
  }

  private static ObjectNode launch(String dataset, String provider) {
    ObjectNode run = Api.object().put("name", dataset).put("concurrency", 8);
    run.putObject("target").put("provider", provider).put("model", "vision");
    run.putObject("dataset").put("name", dataset);
    run.putArray("scorers").add("exact_match");
    return run;
  }

  @Test
  void shouldShowTheModelAnImageThatEachWorkerFetchedOnceAndReplayItsAnswers(Stack stack)
      throws Exception {
    // Given: forty items with the same uploaded image
    Api api = stack.api();
    byte[] image = ("image " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
    String ref = upload(stack, image);
    List<String> lines =
        IntStream.range(0, 40)
            .mapToObj(
                i -> {
                  ObjectNode item = Api.object().put("id", "cat-" + i).put("expected", "a cat");
                  item.put("input", "What is this? " + i);
                  item.putArray("assets").addObject().put("kind", "image").put("ref", ref);
                  return item.toString();
                })
            .toList();
    api.importDataset("cats", lines);
    api.ask(
        "PUT",
        "/v1/providers/eyes",
        Api.object()
            .put("kind", "openai")
            .put("base_url", "http://127.0.0.1:" + model.getAddress().getPort() + "/v1"));

    // When
    String run = api.launch(launch("cats", "eyes"));
    JsonNode end = api.awaitEnd(run);

    // Then: the model saw the image with every question, run-service gave it once to each worker
    assertThat(end.path("status").asText()).as(end.toString()).isEqualTo("successful");
    assertThat(asked).hasSize(40);
    String dataUrl = "data:image/png;base64," + Base64.getEncoder().encodeToString(image);
    assertThat(asked)
        .allSatisfy(
            question ->
                assertThat(question.at("/messages/0/content/1/image_url/url").asText())
                    .isEqualTo(dataUrl));
    assertThat(fetched(stack)).isBetween(1.0, (double) WORKERS);

    // When: the same again from the recording
    ObjectNode replay = Api.object().put("kind", "replay");
    replay.putObject("options").put("run", run);
    api.ask("PUT", "/v1/providers/memory", replay);
    JsonNode again = api.awaitEnd(api.launch(launch("cats", "memory")));

    // Then: no call, the same scores
    assertThat(again.path("status").asText()).as(again.toString()).isEqualTo("successful");
    assertThat(again.at("/counts/passed").asInt()).isEqualTo(40);
    assertThat(asked).hasSize(40);
  }

  private static double fetched(Stack stack) throws IOException {
    return stack
        .api()
        .send("GET", "/q/metrics", "text/plain", null)
        .text()
        .lines()
        .filter(line -> line.startsWith("http_server_requests_seconds_count"))
        .filter(line -> line.contains("/v1/assets/{sha256}/content"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
