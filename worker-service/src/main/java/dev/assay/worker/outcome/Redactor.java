package dev.assay.worker.outcome;

import dev.assay.common.part.ProviderRef;
import java.util.regex.Pattern;

/** Makes a provider's words fit to be kept: short, printable, and without any credential. */
public final class Redactor {
  private static final int LONGEST = 500;
  private static final Pattern LOOKS_SECRET =
      Pattern.compile("(?i)bearer\\s+\\S+|\\bsk-[A-Za-z0-9_-]{8,}|api[_-]?key[=:]\\s*\\S+");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cf}]+");

  private Redactor() {}

  /** Null for null; at most some hundred characters, without control characters. */
  public static String clean(String text, String secret, ProviderRef provider) {
    if (text == null) {
      return null;
    }
    String clean = SecretForms.of(secret).hide(text);
    if (provider.headers() != null) {
      // Headers of a provider's record may be credentials of their own.
      for (String value : provider.headers().values()) {
        if (value != null && value.length() >= 8) {
          clean = SecretForms.of(value).hide(clean);
        }
      }
    }
    clean = LOOKS_SECRET.matcher(clean).replaceAll(SecretForms.HIDDEN);
    clean = CONTROL.matcher(clean).replaceAll(" ").strip();
    return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "...";
  }
}
