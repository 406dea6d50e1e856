package dev.assay.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.simulator.options.SimOptions;

/**
 * What the command line says.
 *
 * @param host to listen on
 * @param port to listen on, 0 for any
 * @param portFile written with the port once it listens, null for none
 * @param answersFile of lines of right answers, null for none
 * @param guide whether to say how clients reach it
 * @param attached whether to end when standard input does
 * @param options how to behave
 */
record SimulatorArguments(
    String host,
    int port,
    String portFile,
    String answersFile,
    boolean guide,
    boolean attached,
    SimOptions options) {
  static final String USAGE =
      """
      Usage: SimulatorServer [--host 127.0.0.1] [--port 0] [--port-file FILE] [--answers FILE]
               [--latency-ms 50] [--latency fixed|uniform|lognormal] [--ttft-ms N]
               [--per-token-ms N] [--seed 0] [--error-rate 0.1] [--fault NAME=RATE]...
               [--retry-after-ms 1000] [--stall-after-bytes 64] [--pieces 8] [--dimensions 256]
               [--rpm N] [--tpm N] [--max-concurrency N] [--api-key KEY] [--options JSON]
               [--guide true] [--attached true]""";

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException with a sentence
   */
  static SimulatorArguments of(String[] args) {
    String host = "127.0.0.1";
    int port = 0;
    String portFile = null;
    String answers = null;
    boolean guide = false;
    boolean attached = false;
    Behaviour behaviour = new Behaviour();
    for (int i = 0; i < args.length; i += 2) {
      if (i + 1 == args.length) {
        throw new IllegalArgumentException(args[i] + " needs a value");
      }
      String value = args[i + 1];
      switch (args[i]) {
        case "--host" -> host = value;
        case "--port" -> port = port(value);
        case "--port-file" -> portFile = value;
        case "--answers" -> answers = value;
        case "--guide" -> guide = Boolean.parseBoolean(value);
        case "--attached" -> attached = Boolean.parseBoolean(value);
        default -> behaviour.take(args[i], value);
      }
    }
    return new SimulatorArguments(
        host, port, portFile, answers, guide, attached, behaviour.options());
  }

  private static int port(String value) {
    double port = number("--port", value);
    if (port < 0 || port > 65_535 || port != Math.rint(port)) {
      throw new IllegalArgumentException("--port is between 0 and 65535, not " + value);
    }
    return (int) port;
  }

  private static double number(String option, String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + " wants a number, not " + value, e);
    }
  }

  /** Gathers the options of {@link SimOptions}. */
  private static final class Behaviour {
    private ObjectNode options = JsonNodeFactory.instance.objectNode();
    private final ObjectNode latency = JsonNodeFactory.instance.objectNode();
    private final ObjectNode pace = JsonNodeFactory.instance.objectNode();
    private final ObjectNode faults = JsonNodeFactory.instance.objectNode();
    private final ObjectNode limits = JsonNodeFactory.instance.objectNode();

    void take(String option, String value) {
      switch (option) {
        case "--latency-ms" -> latency.put("mean_ms", number(option, value));
        case "--latency" -> latency.put("kind", value);
        case "--ttft-ms" -> pace.put("ttft", number(option, value));
        case "--per-token-ms" -> pace.put("per_token", number(option, value));
        case "--seed" -> options.put("seed", (long) number(option, value));
        case "--error-rate" -> options.put("error_rate", number(option, value));
        case "--retry-after-ms" -> options.put("retry_after_ms", (long) number(option, value));
        case "--stall-after-bytes" -> options.put("stall_after_bytes", (int) number(option, value));
        case "--pieces" -> options.put("pieces", (int) number(option, value));
        case "--dimensions" -> options.put("dimensions", (int) number(option, value));
        case "--rpm" -> limits.put("rpm", (int) number(option, value));
        case "--tpm" -> limits.put("tpm", (long) number(option, value));
        case "--max-concurrency" -> limits.put("max_concurrency", (int) number(option, value));
        case "--api-key" -> options.put("api_key", value);
        case "--fault" -> fault(value);
        case "--options" -> options = all(value);
        default -> throw new IllegalArgumentException("unknown option " + option);
      }
    }

    private void fault(String value) {
      int equals = value.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("--fault wants NAME=RATE, such as 429=0.1");
      }
      faults.put(value.substring(0, equals), number("--fault", value.substring(equals + 1)));
    }

    private ObjectNode all(String json) {
      try {
        JsonNode node = Json.strict().readTree(json);
        if (node instanceof ObjectNode object) {
          // What was said before stays unless it is said again here.
          return options.setAll(object);
        }
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException("--options wants a JSON object", e);
      }
      throw new IllegalArgumentException("--options wants a JSON object");
    }

    SimOptions options() {
      if (!pace.isEmpty() && !latency.isEmpty()) {
        throw new IllegalArgumentException(
            "--latency and --latency-ms say how long an answer takes as a whole, --ttft-ms and"
                + " --per-token-ms by its tokens: use one of the two");
      }
      put("latency", pace.isEmpty() ? latency : pace);
      put("faults", faults);
      put("limits", limits);
      return SimOptions.DEFAULT.with(options);
    }

    private void put(String name, ObjectNode value) {
      if (!value.isEmpty()) {
        options.set(name, value);
      }
    }
  }
}
