package dev.assay.run.platform.audit;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a request asked for and was answered: all that an entry says but when it was, and how often.
 *
 * @param workspaceId whose log it stands in; null for that of the key that was shown, else of the
 *     installation's
 * @param keyId null when no valid one was shown
 * @param by who came: key, session, link or nobody
 * @param action the method and the route's path; null where no route was reached
 * @param path as it was asked for, without its query and without secrets
 * @param object what it was about: the address of what was made, else the path
 * @param address null when it is not known
 * @param shown SHA-256, in hexadecimal digits, of what was shown and is no valid key; null for
 *     nothing
 */
record Asked(
    UUID workspaceId,
    UUID keyId,
    String by,
    String method,
    String action,
    String path,
    String object,
    int status,
    String address,
    String shown) {
  /** Long enough for what there is, and too short to be of use to who fills the log. */
  private static final int LONGEST = 500;

  private static final Pattern SECRET = Pattern.compile("^(/v1/feedback/by-link/)[^/]+");
  private static final String MANY = "*";

  Asked {
    path = kept(path);
    object = kept(object);
  }

  private static String kept(String text) {
    String harmless = SECRET.matcher(text).replaceFirst("$1{token}");
    return harmless.length() > LONGEST ? harmless.substring(0, LONGEST) : harmless;
  }

  /** The same of many requests that have only the workspace and the status in common. */
  Asked amongMany() {
    return new Asked(
        workspaceId, null, AuditEntry.NOBODY, MANY, null, MANY, MANY, status, null, null);
  }
}
