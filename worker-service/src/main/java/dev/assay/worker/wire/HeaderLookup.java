package dev.assay.worker.wire;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The headers of a response, by name without regard to case. */
@FunctionalInterface
public interface HeaderLookup {
  /** No headers at all. */
  HeaderLookup NONE = name -> null;

  /** The first value under this name, null when there is none. */
  String get(String name);

  /** Looks up in a copy of a map. */
  static HeaderLookup of(Map<String, String> headers) {
    Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(headers);
    return name -> copy.get(name.toLowerCase(Locale.ROOT));
  }
}
