package dev.assay.simulator.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.simulator.form.Wire;
import dev.assay.simulator.options.SimFault;
import dev.assay.simulator.options.SimOptions;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;

/**
 * Faults that come and go while the simulator runs: options that lie over all others until they are
 * taken away or their time is over. Holds for requests that start; what runs goes on as it began.
 */
final class Weather {
  private static final Set<String> KNOWN =
      Set.of(
          "fault",
          "share",
          "retry_after_s",
          "for_s",
          "faults",
          "retry_after_ms",
          "latency",
          "error_rate",
          "stall_after_bytes",
          "limits",
          "tokens",
          "seed",
          "pieces");

  private JsonNode asked;
  private ObjectNode options;
  private long since;
  private long until;

  /**
   * Changes it.
   *
   * @param body {@code {fault, share, retry_after_s, for_s}} and options; null, empty, or with the
   *     fault null alone for a clear sky
   * @throws IllegalArgumentException with a sentence when it makes no sense; nothing changes then
   */
  void set(JsonNode body, long now) {
    boolean clear =
        body == null
            || body.isNull()
            || body.isEmpty()
            || (body.size() == 1 && body.has("fault") && body.get("fault").isNull());
    ObjectNode fresh = clear ? null : read(body);
    long seconds = clear ? 0 : (long) (1_000 * body.path("for_s").asDouble(0));
    asked = clear ? null : body;
    options = fresh;
    since = now;
    until = seconds > 0 ? now + seconds : Long.MAX_VALUE;
  }

  private static ObjectNode read(JsonNode body) {
    if (!body.isObject()) {
      throw new IllegalArgumentException("the weather is a JSON object, or null");
    }
    Iterator<String> names = body.fieldNames();
    while (names.hasNext()) {
      String name = names.next();
      if (!KNOWN.contains(name)) {
        throw new IllegalArgumentException(
            "the weather has no " + name + "; it has " + String.join(", ", new TreeSet<>(KNOWN)));
      }
    }
    ObjectNode options = ((ObjectNode) body.deepCopy()).without(Set.of("for_s", "share"));
    JsonNode fault = options.remove("fault");
    if (fault != null && !fault.isNull()) {
      String name = SimFault.of(fault.asText()).wire();
      options.putObject("faults").put(name, body.path("share").asDouble(1));
    }
    JsonNode hint = options.remove("retry_after_s");
    if (hint != null) {
      options.put("retry_after_ms", Math.round(1_000 * hint.asDouble()));
    }
    SimOptions tried = SimOptions.DEFAULT.with(options);
    if (tried.faults().isEmpty() && fault != null && !fault.isNull()) {
      throw new IllegalArgumentException("share is a rate in 0..1");
    }
    return options;
  }

  /** These options under this weather. */
  SimOptions over(SimOptions plain, long now) {
    if (options == null || now >= until) {
      return plain;
    }
    return plain.with(options);
  }

  /** What it is, for people. */
  ObjectNode view(long now) {
    ObjectNode view = Wire.object();
    boolean clear = options == null || now >= until;
    view.set("weather", clear ? view.nullNode() : asked);
    view.put("since", since == 0 ? null : Long.valueOf(clear && options != null ? until : since));
    view.put("until", clear || until == Long.MAX_VALUE ? null : Long.valueOf(until));
    return view;
  }
}
