package dev.assay.run.platform.db;

import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.StringJavaType;

/**
 * Text as it can be stored: PostgreSQL's cannot hold the character NUL, and UTF-8 not half of a
 * surrogate pair. What people send is refused at the door; what models and services say is kept
 * with U+FFFD in such places, since it is paid for.
 */
public class StorableText extends StringJavaType {
  private static final long serialVersionUID = 1L;

  /** What will be stored of a text, so that what is answered now is what is read later. */
  public static String of(String text) {
    if (text == null) {
      return null;
    }
    StringBuilder mended = null;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == 0 || isHalf(text, i)) {
        mended = mended == null ? new StringBuilder(text) : mended;
        mended.setCharAt(i, '\uFFFD');
      }
    }
    return mended == null ? text : mended.toString();
  }

  /** As {@link #of}, for JSON as our generators write it: a NUL is there by its escape. */
  static String ofJson(String json) {
    StringBuilder mended = null;
    for (int at = json.indexOf('\\'); at >= 0; at = json.indexOf('\\', at + 2)) {
      if (json.startsWith("\\u0000", at)) {
        mended = mended == null ? new StringBuilder(json) : mended;
        mended.replace(at, at + 6, "\\ufffd");
      }
    }
    return of(mended == null ? json : mended.toString());
  }

  private static boolean isHalf(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }

  @Override
  public <X> X unwrap(String value, Class<X> type, WrapperOptions options) {
    return super.unwrap(of(value), type, options);
  }
}
