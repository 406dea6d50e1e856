package dev.assay.simulator.options;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can go wrong, by the name it is asked for with. */
public enum SimFault {
  /** 429 with Retry-After. */
  RATE_LIMITED("429"),
  /** 429 without a hint. */
  RATE_LIMITED_BARE("429_bare"),
  /** 500. */
  SERVER_ERROR("500"),
  /** 503 that says overloaded. */
  UNAVAILABLE("503"),
  /** 529; the provider's own status where it knows no 529. */
  OVERLOADED("529"),
  /** An overload error inside a 200 body, or after the first piece of a stream. */
  OVERLOAD_IN_STREAM("overload_in_stream"),
  /** A response that ends in the middle of its JSON. */
  TRUNCATED_JSON("truncated_json"),
  /** The connection closes in the middle of the body. */
  CUT("cut_stream"),
  /** Some bytes of the body, then silence. */
  STALL("stall"),
  /** The connection closes before the status line. */
  RESET("reset"),
  /** Token counts that make no sense. */
  WRONG_USAGE("wrong_usage"),
  /** The credential is refused. */
  UNAUTHORIZED("401"),
  /** The account has no money left. */
  QUOTA("quota"),
  /** The request is refused as malformed. */
  INVALID("400"),
  /** The provider's filter stops the answer; a result, not an error. */
  CONTENT_FILTER("content_filter");

  private static final Map<String, SimFault> BY_NAME =
      Stream.of(values())
          .collect(Collectors.toMap(SimFault::wire, f -> f, (a, b) -> a, TreeMap::new));

  private final String wire;

  SimFault(String wire) {
    this.wire = wire;
  }

  /** The name it is asked for with. */
  public String wire() {
    return wire;
  }

  /**
   * Finds a fault by its name: the short one, or that of the constant in lower case.
   *
   * @throws IllegalArgumentException naming those there are
   */
  public static SimFault of(String name) {
    SimFault fault = BY_NAME.get(name);
    if (fault != null) {
      return fault;
    }
    for (SimFault each : values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(name)) {
        return each;
      }
    }
    throw new IllegalArgumentException(
        "unknown fault "
            + name
            + "; there are "
            + String.join(", ", new TreeSet<>(BY_NAME.keySet())));
  }
}
