package dev.assay.worker.simulated;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What the command line says.
 *
 * @param host to listen on
 * @param port to listen on, 0 for any
 * @param portFile written with the port once it listens, null for none
 * @param options how to behave
 */
record SimulatorArguments(String host, int port, String portFile, SimOptions options) {
  static final String USAGE =
      """
      Usage: SimulatorServer [--host 127.0.0.1] [--port 0] [--port-file FILE]
               [--latency-ms 50] [--latency fixed|uniform|lognormal] [--seed 0] [--error-rate 0.1]
               [--retry-after-ms 1000] [--fault NAME=RATE]...""";

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException with a sentence
   */
  static SimulatorArguments of(String[] args) {
    String host = "127.0.0.1";
    int port = 0;
    String portFile = null;
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    ObjectNode latency = JsonNodeFactory.instance.objectNode();
    ObjectNode faults = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < args.length; i += 2) {
      if (i + 1 == args.length) {
        throw new IllegalArgumentException(args[i] + " needs a value");
      }
      String value = args[i + 1];
      switch (args[i]) {
        case "--host" -> host = value;
        case "--port" -> port = (int) number(args[i], value);
        case "--port-file" -> portFile = value;
        case "--latency-ms" -> latency.put("mean_ms", number(args[i], value));
        case "--latency" -> latency.put("kind", value);
        case "--seed" -> options.put("seed", (long) number(args[i], value));
        case "--error-rate" -> options.put("error_rate", number(args[i], value));
        case "--retry-after-ms" -> options.put("retry_after_ms", (long) number(args[i], value));
        case "--fault" -> fault(faults, value);
        default -> throw new IllegalArgumentException("unknown option " + args[i]);
      }
    }
    if (!latency.isEmpty()) {
      options.set("latency", latency);
    }
    if (!faults.isEmpty()) {
      options.set("faults", faults);
    }
    return new SimulatorArguments(host, port, portFile, SimOptions.DEFAULT.with(options));
  }

  private static void fault(ObjectNode faults, String value) {
    int equals = value.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException("--fault wants NAME=RATE, such as 429=0.1");
    }
    faults.put(value.substring(0, equals), number("--fault", value.substring(equals + 1)));
  }

  private static double number(String option, String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + " wants a number, not " + value, e);
    }
  }
}
