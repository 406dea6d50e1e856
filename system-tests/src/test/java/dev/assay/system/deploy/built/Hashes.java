package dev.assay.system.deploy.built;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of generated ConfigMaps as the folders have them: without the hash of their content. */
final class Hashes {
  // The signs that kustomize writes a hash in.
  private static final Pattern HASHED = Pattern.compile("(.*)-[2456789bcdfghkmt]{10}");

  private Hashes() {}

  /** Copies of documents, in which neither names nor references have a hash. */
  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> without(List<Map<String, Object>> documents) {
    Set<String> hashed =
        Workloads.of(documents, "ConfigMap").stream()
            .map(Workloads::name)
            .filter(name -> HASHED.matcher(name).matches())
            .collect(Collectors.toSet());
    return documents.stream()
        .map(document -> (Map<String, Object>) plain(document, hashed))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static Object plain(Object value, Set<String> hashed) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((key, inner) -> copy.put(key, plain(inner, hashed)));
      return copy;
    }
    if (value instanceof List<?> list) {
      return list.stream()
          .map(inner -> plain(inner, hashed))
          .collect(Collectors.toCollection(ArrayList::new));
    }
    return value instanceof String text && hashed.contains(text)
        ? HASHED.matcher(text).replaceFirst("$1")
        : value;
  }
}
