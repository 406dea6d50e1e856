package dev.assay.run.platform.db;

import dev.assay.run.platform.text.UnstorableText;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.StringJavaType;

/**
 * Text as it can be stored: PostgreSQL's cannot hold the character NUL, and UTF-8 not half of a
 * surrogate pair. What people send is refused at the door; what models and services say is kept
 * with U+FFFD in such places, since it is paid for.
 */
public class StorableText extends StringJavaType {
  private static final long serialVersionUID = 1L;
  private static final String NUL = "\\u0000";

  /** What will be stored of a text, so that what is answered now is what is read later. */
  public static String of(String text) {
    if (text == null) {
      return null;
    }
    StringBuilder mended = null;
    for (int at = UnstorableText.next(text, 0); at >= 0; at = UnstorableText.next(text, at + 1)) {
      mended = mended == null ? new StringBuilder(text) : mended;
      mended.setCharAt(at, '\uFFFD');
    }
    return mended == null ? text : mended.toString();
  }

  /** As {@link #of}, for JSON as our generators write it: a NUL is there by its escape. */
  static String ofJson(String json) {
    StringBuilder mended = null;
    for (int at = UnstorableText.nextNul(json, 0);
        at >= 0;
        at = UnstorableText.nextNul(json, at + NUL.length())) {
      mended = mended == null ? new StringBuilder(json) : mended;
      mended.replace(at, at + NUL.length(), "\\ufffd");
    }
    return of(mended == null ? json : mended.toString());
  }

  @Override
  public <X> X unwrap(String value, Class<X> type, WrapperOptions options) {
    return super.unwrap(of(value), type, options);
  }
}
