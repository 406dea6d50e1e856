package dev.assay.system.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.system.harness.Api;
import dev.assay.system.harness.Patience;
import dev.assay.system.harness.Programs;
import dev.assay.system.harness.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real Prometheus that scrapes the services of a stack every second, with the labels that the
 * operator's PodMonitor gives them, and evaluates rules. Closing it stops it and removes what it
 * kept; its log stays below {@code target/prometheus}.
 */
final class Prometheus implements AutoCloseable {

  private final Path folder;
  private final Process process;
  private final Api http;

  private Prometheus(Path folder, Process process, String url) {
    this.folder = folder;
    this.process = process;
    this.http = new Api(url, "none");
  }

  /** The program that checks and tests rules; without it the test is skipped. */
  static Path promtool() {
    return program("promtool");
  }

  private static Path program(String name) {
    return Programs.onPath(name)
        .orElseGet(() -> Programs.missing(WithPrometheus.VARIABLE, WithPrometheus.MISSING));
  }

  /**
   * Starts one and waits until it has scraped every service.
   *
   * @param rules a file of rules, in Prometheus' own form
   */
  static Prometheus watching(Stack stack, Path rules) {
    try {
      Path folder = Files.createTempDirectory("assay-prometheus-");
      ObjectNode config = Api.object();
      config
          .putObject("global")
          .put("scrape_interval", "1s")
          .put("scrape_timeout", "1s")
          .put("evaluation_interval", "1s");
      config.putArray("rule_files").add(rules.toAbsolutePath().toString());
      ObjectNode job = config.putArray("scrape_configs").addObject();
      job.put("job_name", "assay").put("metrics_path", "/q/metrics");
      ArrayNode targets = job.putArray("static_configs");
      stack.metrics().forEach((part, address) -> target(targets, part, address));
      // JSON is YAML, too.
      Path file = Files.writeString(folder.resolve("prometheus.yml"), config.toString());
      Prometheus started = start(folder, file);
      started.awaitScrapes(stack.metrics().size());
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void target(ArrayNode targets, String part, String address) {
    ObjectNode target = targets.addObject();
    target.putArray("targets").add(address);
    target
        .putObject("labels")
        .put("namespace", "assay")
        .put("pod", part + "-0")
        // One of several workers is called with a number.
        .put("container", part.replaceFirst("-\\d+$", ""));
  }

  private static Prometheus start(Path folder, Path config) throws IOException {
    int port = freePort();
    Path logs = Files.createDirectories(Path.of("target", "prometheus"));
    Process process =
        new ProcessBuilder(
                program("prometheus").toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn")
            .redirectErrorStream(true)
            .redirectOutput(logs.resolve(folder.getFileName() + ".log").toFile())
            .start();
    return new Prometheus(folder, process, "http://127.0.0.1:" + port);
  }

  private void awaitScrapes(int targets) {
    try {
      await("scrapes of every service")
          .atMost(Patience.LONG)
          .ignoreExceptions()
          .until(() -> query("count(up == 1)"), found -> value(found) == targets);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private static double value(List<JsonNode> found) {
    return found.isEmpty() ? 0 : found.get(0).path("value").path(1).asDouble();
  }

  /** What an expression gives now: entries with {@code metric} and {@code value}. */
  List<JsonNode> query(String expression) {
    String path = "/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8);
    Api.Reply reply = http.send("GET", path, null);
    assertThat(reply.status()).as("%s: %s", expression, reply.text()).isEqualTo(200);
    List<JsonNode> found = new ArrayList<>();
    reply.json().path("data").path("result").forEach(found::add);
    return found;
  }

  /** Names of the alerts that fire now. */
  Set<String> firing() {
    Set<String> names = new TreeSet<>();
    for (JsonNode alert : http.ask("GET", "/api/v1/alerts", null).path("data").path("alerts")) {
      if (alert.path("state").asText().equals("firing")) {
        names.add(alert.path("labels").path("alertname").asText());
      }
    }
    return names;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(Patience.LONG.toSeconds(), TimeUnit.SECONDS).join();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
