package dev.assay.system.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** REST of run-service, as a user with a key. */
public final class Api {
  /** Statuses in which nothing more happens to a run by itself. */
  public static final Set<String> TERMINAL =
      Set.of("cancelled", "successful", "partially_successful", "failed");

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Patience.LONG)
          .build();
  private final String url;
  private final String key;

  /**
   * An answer.
   *
   * @param status of HTTP
   * @param text the body
   */
  public record Reply(int status, String text) {
    /** The body as JSON. */
    public JsonNode json() {
      return Api.json(text);
    }
  }

  /**
   * @param url without a slash at its end
   */
  public Api(String url, String key) {
    this.url = url;
    this.key = key;
  }

  /** Parses JSON. */
  public static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An empty object to fill. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Sends a request and takes any answer. */
  public Reply send(String method, String path, String type, String body) throws IOException {
    HttpRequest.BodyPublisher publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Patience.LONG)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", type)
            .method(method, publisher)
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new Reply(response.statusCode(), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Sends JSON and takes any answer. */
  public Reply send(String method, String path, JsonNode body) {
    try {
      return send(method, path, "application/json", body == null ? null : body.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    }
  }

  /** Sends JSON; an answer that is no success fails the test. */
  public JsonNode ask(String method, String path, JsonNode body) {
    Reply reply = send(method, path, body);
    assertThat(reply.status()).as("%s %s: %s", method, path, reply.text()).isBetween(200, 299);
    return reply.text().isEmpty() ? object() : reply.json();
  }

  /** Creates a dataset with these JSON lines as its version. */
  public JsonNode importDataset(String name, List<String> lines) {
    ask("POST", "/v1/datasets", object().put("name", name));
    String path = "/v1/datasets/" + name + "/versions";
    try {
      Reply reply = send("POST", path, "application/x-ndjson", String.join("\n", lines));
      assertThat(reply.status()).as("import: %s", reply.text()).isBetween(200, 201);
      return reply.json();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Creates or replaces a provider that asks the simulator over HTTP under these options. */
  public void simulatedOverHttp(String name, Simulator simulator, ObjectNode options) {
    ObjectNode provider =
        object().put("name", name).put("kind", "openai").put("base_url", simulator.url() + "/v1");
    provider.putObject("headers").put("x-assay-sim", options.toString());
    ask("PUT", "/v1/providers/" + name, provider);
  }

  /** The same at a price for each token, so that what a run cost is known. */
  public void pricedOverHttp(String name, Simulator simulator, ObjectNode options) {
    simulatedOverHttp(name, simulator, options);
    ObjectNode models = object();
    models.putObject("simulated").put("price_in", 1).put("price_out", 2);
    ObjectNode change = object();
    change.set("models", models);
    ask("PATCH", "/v1/providers/" + name, change);
  }

  /** Launches a run and returns its id. */
  public String launch(ObjectNode run) {
    JsonNode launched = ask("POST", "/v1/runs", run);
    return launched.path("id").asText();
  }

  /** One run. */
  public JsonNode run(String id) {
    return ask("GET", "/v1/runs/" + id, null);
  }

  /** Waits until a run has ended; outages of the service on the way are passed over. */
  public JsonNode awaitEnd(String id) {
    return awaitEnd(id, Patience.LONG);
  }

  /**
   * Waits until a run has ended that takes long by itself.
   *
   * @param limit only a fault reaches it
   */
  public JsonNode awaitEnd(String id, Duration limit) {
    return await("end of run " + id)
        .atMost(limit)
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .until(() -> run(id), run -> TERMINAL.contains(run.path("status").asText()));
  }
}
