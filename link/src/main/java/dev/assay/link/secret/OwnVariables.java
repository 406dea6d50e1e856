package dev.assay.link.secret;

import java.util.regex.Pattern;

/**
 * Variables of the environment that configure Assay itself, its master key and passwords among
 * them. No provider's credential is read from them: whoever may write providers could have them
 * sent anywhere.
 */
public final class OwnVariables {
  // Also behind the name of a profile, as in _PROD_ASSAY_MASTER_KEY.
  private static final Pattern OWN =
      Pattern.compile("(_[^_]+_)?(ASSAY|QUARKUS)_.*", Pattern.CASE_INSENSITIVE);

  private OwnVariables() {}

  /** Whether a variable of this name is one of them, in whatever case it is written. */
  public static boolean covers(String name) {
    return OWN.matcher(name).matches();
  }
}
