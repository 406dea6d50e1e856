package dev.assay.run.traffic.redaction;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is taken out: either whatever a pattern finds in any text, or the value at a path.
 *
 * @param pattern a regular expression in RE2's syntax; null for a path
 * @param path of a value, such as {@code input.customer.email} or {@code input.messages[*].name};
 *     null for a pattern
 * @param replacement what stands there instead; null for {@code [redacted]}
 */
@Schema(name = "RedactionRule")
public record Rule(String pattern, String path, String replacement) {
  private static final String REDACTED = "[redacted]";

  /** What stands in place of what is taken out. */
  String instead() {
    return replacement == null ? REDACTED : replacement;
  }
}
