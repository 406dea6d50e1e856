package dev.assay.cli.stack.broker;

import java.nio.file.Path;
import java.util.Map;

/**
 * What the broker process is told by its environment.
 *
 * @param port on 127.0.0.1, AMQP 1.0 only
 * @param user the one account
 * @param password of that account
 * @param data where the journal is
 */
public record BrokerSettings(int port, String user, String password, Path data) {

  /**
   * Reads {@code ASSAY_BROKER_PORT, _USER, _PASSWORD, _DATA}.
   *
   * @throws IllegalArgumentException when one is missing
   */
  public static BrokerSettings of(Map<String, String> environment) {
    return new BrokerSettings(
        Integer.parseInt(required(environment, "ASSAY_BROKER_PORT")),
        required(environment, "ASSAY_BROKER_USER"),
        required(environment, "ASSAY_BROKER_PASSWORD"),
        Path.of(required(environment, "ASSAY_BROKER_DATA")));
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " is not set");
    }
    return value;
  }
}
