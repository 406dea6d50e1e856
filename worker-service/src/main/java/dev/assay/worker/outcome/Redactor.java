package dev.assay.worker.outcome;

import dev.assay.common.message.ProviderRef;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Makes a provider's words fit to be kept: short, printable, and without any credential. */
public final class Redactor {
  private static final int LONGEST = 500;
  private static final String HIDDEN = "[redacted]";
  private static final Pattern LOOKS_SECRET =
      Pattern.compile("(?i)bearer\\s+\\S+|\\bsk-[A-Za-z0-9_-]{8,}|api[_-]?key[=:]\\s*\\S+");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cf}]+");

  private Redactor() {}

  /** Null for null; at most some hundred characters, without control characters. */
  public static String clean(String text, String secret, ProviderRef provider) {
    if (text == null) {
      return null;
    }
    String clean = hide(text, secret);
    if (provider.headers() != null) {
      // Headers of a provider's record may be credentials of their own.
      for (String value : provider.headers().values()) {
        if (value != null && value.length() >= 8) {
          clean = hide(clean, value);
        }
      }
    }
    clean = LOOKS_SECRET.matcher(clean).replaceAll(HIDDEN);
    clean = CONTROL.matcher(clean).replaceAll(" ").strip();
    return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "...";
  }

  private static String hide(String text, String secret) {
    if (secret == null || secret.isEmpty()) {
      return text;
    }
    return text.replace(secret, HIDDEN)
        .replace(URLEncoder.encode(secret, StandardCharsets.UTF_8), HIDDEN);
  }
}
