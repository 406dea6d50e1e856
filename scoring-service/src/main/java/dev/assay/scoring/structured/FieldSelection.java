package dev.assay.scoring.structured;

import java.util.Collection;
import java.util.List;

/**
 * Which leaves an evaluation looks at.
 *
 * @param fields names of fields, null for all
 */
record FieldSelection(List<String> fields) {
  /** f selects p when p is f itself or lies below it. */
  boolean selects(String path) {
    return fields == null || fields.stream().anyMatch(field -> covers(field, path));
  }

  /** The fields that select none of the paths. */
  List<String> unknown(Collection<String> paths) {
    return fields == null
        ? List.of()
        : fields.stream()
            .filter(field -> paths.stream().noneMatch(path -> covers(field, path)))
            .distinct()
            .toList();
  }

  private static boolean covers(String field, String path) {
    if (!path.startsWith(field)) {
      return false;
    }
    return path.length() == field.length()
        || path.charAt(field.length()) == '.'
        || path.charAt(field.length()) == '[';
  }
}
