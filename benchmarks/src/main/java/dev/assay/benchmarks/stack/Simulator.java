package dev.assay.benchmarks.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The simulated provider as a process of its own, with one latency for every answer. */
public final class Simulator implements AutoCloseable {
  private static final String ANNOUNCES = "simulated provider on ";

  private final Process process;
  private final JsonHttp control;

  private Simulator(Process process, URI url) {
    this.process = process;
    this.control = new JsonHttp(url, null);
  }

  /**
   * Starts one on a free port and returns when it listens.
   *
   * @param latencyMs from the last byte of a request to the first of its answer
   * @param errorRate share of answers that are wrong, 0..1
   * @param answers lines of {@code {"input", "answer"}}
   */
  public static Simulator start(Install install, int latencyMs, double errorRate, String answers)
      throws IOException {
    Process process =
        new ProcessBuilder(
                install.simulator(
                    "--latency-ms",
                    Integer.toString(latencyMs),
                    "--error-rate",
                    Double.toString(errorRate)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    // Not a child that the system would end together with this process.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end-simulator"));
    Simulator simulator = new Simulator(process, url(process));
    JsonNode unused = simulator.control.upload("/_sim/answers", answers);
    return simulator;
  }

  /** Without a path. */
  public URI url() {
    return control.base();
  }

  /** Its process. */
  public long pid() {
    return process.pid();
  }

  /** Forgets what was asked; keeps the answers. */
  public void reset() {
    JsonNode unused = control.post("/_sim/reset", JsonNodeFactory.instance.objectNode());
  }

  /** What was asked since the reset. */
  public Asked asked() {
    JsonNode stats = control.get("/_sim/stats");
    return new Asked(stats.path("started").asLong(), stats.path("max_concurrent").asInt());
  }

  /**
   * The simulator's own count.
   *
   * @param requests how many requests came
   * @param maxConcurrent how many were open at a time, at most
   */
  public record Asked(long requests, int maxConcurrent) {}

  @Override
  public void close() {
    process.destroy();
  }

  private static URI url(Process process) throws IOException {
    BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      int at = line.indexOf(ANNOUNCES);
      if (at >= 0) {
        return URI.create(line.substring(at + ANNOUNCES.length()).strip()).resolve("/");
      }
    }
    throw new IllegalStateException("The simulated provider ended before it listened.");
  }
}
