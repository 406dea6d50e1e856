package dev.assay.system.deploy.built;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies of documents that may be changed. */
public final class Copies {
  private Copies() {}

  /** A copy, all the way down; scalars as they are. */
  public static Object of(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((key, inner) -> copy.put(key, of(inner)));
      return copy;
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(inner -> copy.add(of(inner)));
      return copy;
    }
    return value;
  }

  /** A copy of a document. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> document(Map<String, Object> document) {
    return (Map<String, Object>) of(document);
  }
}
