package dev.assay.system.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** The simulated provider's own word on what it was asked, and when. */
public final class Simulator {
  private final String url;
  private final Api http;

  /**
   * One request as the provider saw it.
   *
   * @param prompt hash of the last user message, see {@link #promptKey}
   * @param startedAt when its body had arrived
   * @param endedAt null while it runs
   * @param state running, completed, or aborted by the client
   */
  public record Call(long id, String prompt, Instant startedAt, Instant endedAt, String state) {}

  Simulator(int port) {
    this.url = "http://127.0.0.1:" + port;
    this.http = new Api(url, "none");
  }

  /** Its address, without {@code /v1}. */
  public String url() {
    return url;
  }

  /** Counters: started, completed, aborted, running, max_concurrent. */
  public JsonNode stats() {
    return http.ask("GET", "/_sim/stats", null);
  }

  /** How many requests it is working on. */
  public int running() {
    return stats().path("running").asInt();
  }

  /** Forgets its log. */
  public void reset() {
    http.ask("POST", "/_sim/reset", Api.object());
  }

  /** Tells it right answers, as lines of {@code {input, answer}}. */
  public void learn(List<String> lines) {
    send("POST", "/_sim/answers", String.join("\n", lines));
  }

  /** All requests since the last reset, in order of start. */
  public List<Call> log() {
    return send("GET", "/_sim/log", null).lines().map(line -> call(Api.json(line))).toList();
  }

  /** What the log has for a prompt: FNV-1a of its UTF-8, mixed as SplitMix64 does, in hex. */
  public static String promptKey(String prompt) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : prompt.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
    hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
    return Long.toHexString(hash ^ (hash >>> 31));
  }

  private String send(String method, String path, String body) {
    try {
      Api.Reply reply = http.send(method, path, "application/x-ndjson", body);
      if (reply.status() != 200) {
        throw new AssertionError(path + " answers " + reply.status() + ": " + reply.text());
      }
      return reply.text();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Call call(JsonNode line) {
    JsonNode ended = line.path("ended_at");
    return new Call(
        line.path("id").asLong(),
        line.path("prompt").asText(),
        Instant.ofEpochMilli(line.path("started_at").asLong()),
        ended.isNull() ? null : Instant.ofEpochMilli(ended.asLong()),
        line.path("state").asText());
  }
}
