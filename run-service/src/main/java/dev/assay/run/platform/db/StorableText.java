package dev.assay.run.platform.db;

import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.StringJavaType;

/** Text as it can be stored: PostgreSQL's cannot hold the character NUL. */
public class StorableText extends StringJavaType {
  private static final long serialVersionUID = 1L;

  /** What will be stored of a text, so that what is answered now is what is read later. */
  public static String of(String text) {
    return text == null || text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
  }

  @Override
  public <X> X unwrap(String value, Class<X> type, WrapperOptions options) {
    return super.unwrap(of(value), type, options);
  }
}
