package dev.assay.cli.simulate;

import dev.assay.cli.command.Context;
import dev.assay.cli.command.ExitCode;
import dev.assay.cli.terminal.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code assay simulate}: serves the simulated provider until Ctrl-C. */
@Command(
    name = "simulate",
    description = {
      "Serve a simulated model provider, to try things out without an account.",
      "It speaks the forms of OpenAI, Anthropic and Gemini; answers, latencies and faults depend"
          + " on",
      "the seed only. Ctrl-C stops it.",
      "Any client can rehearse against it; docs/simulator.md has scripts, faults and weather."
    })
public final class SimulateCommand implements Callable<Integer> {
  private final Context context;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8090",
      description = "Port to listen on, 0 for any free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (default: ${DEFAULT-VALUE}, this machine only).")
  private String host;

  @Option(
      names = "--answers",
      paramLabel = "FILE",
      description = "Right answers: lines of {\"input\": text, \"answer\": value}.")
  private Path answers;

  @Option(names = "--seed", paramLabel = "N", description = "Same seed, same behaviour.")
  private Long seed;

  @Option(
      names = "--error-rate",
      paramLabel = "RATE",
      description = "Share of answers that are wrong, 0..1.")
  private Double errorRate;

  @Option(
      names = "--fault",
      paramLabel = "NAME=RATE",
      description = "A fault and its rate, such as 429=0.1 or stall=0.01. May be repeated.")
  private List<String> faults = List.of();

  @Option(
      names = "--retry-after-ms",
      paramLabel = "N",
      description = "What a 429 with a hint says.")
  private Long retryAfterMs;

  @Option(names = "--latency-ms", paramLabel = "N", description = "Mean time of an answer.")
  private Double latencyMs;

  @Option(
      names = "--latency",
      paramLabel = "KIND",
      description = "Its distribution: fixed, uniform or lognormal.")
  private String latency;

  @Option(
      names = "--ttft-ms",
      paramLabel = "N",
      description = "Time to the first token, instead of --latency-ms.")
  private Double ttftMs;

  @Option(names = "--per-token-ms", paramLabel = "N", description = "Time for each token after it.")
  private Double perTokenMs;

  @Option(names = "--rpm", paramLabel = "N", description = "Requests a minute and key; more: 429.")
  private Integer rpm;

  @Option(names = "--tpm", paramLabel = "N", description = "Tokens a minute and key; more: 429.")
  private Long tpm;

  @Option(
      names = "--max-concurrency",
      paramLabel = "N",
      description = "Requests at a time and key; more: 429.")
  private Integer maxConcurrency;

  @Option(
      names = "--api-key",
      paramLabel = "KEY",
      description = "Refuse all other keys with 401 (default: take any).")
  private String apiKey;

  @Option(
      names = "--options",
      paramLabel = "JSON",
      description = "All options of the simulated provider as one JSON object.")
  private String options;

  /**
   * @param context what every subcommand needs
   */
  public SimulateCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (port < 0 || port > 65_535) {
      throw new UsageException("--port must be between 0 and 65535.");
    }
    if (answers != null && !Files.isReadable(answers)) {
      throw new UsageException("The file " + answers + " of --answers cannot be read.");
    }
    int code = new SimulatorProcess(context.console()).run(arguments());
    return code == 0 ? ExitCode.PASS : ExitCode.USAGE;
  }

  private List<String> arguments() {
    List<String> all = new ArrayList<>();
    add(all, "--host", host);
    add(all, "--port", port);
    add(all, "--guide", true);
    add(all, "--answers", answers);
    add(all, "--options", options);
    add(all, "--seed", seed);
    add(all, "--error-rate", errorRate);
    faults.forEach(fault -> add(all, "--fault", fault));
    add(all, "--retry-after-ms", retryAfterMs);
    add(all, "--latency-ms", latencyMs);
    add(all, "--latency", latency);
    add(all, "--ttft-ms", ttftMs);
    add(all, "--per-token-ms", perTokenMs);
    add(all, "--rpm", rpm);
    add(all, "--tpm", tpm);
    add(all, "--max-concurrency", maxConcurrency);
    add(all, "--api-key", apiKey);
    return all;
  }

  private static void add(List<String> all, String name, Object value) {
    if (value != null) {
      all.add(name);
      all.add(value.toString());
    }
  }
}
