package dev.assay.run.platform.db;

import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.StringJavaType;

/** Text as it can be stored: PostgreSQL's cannot hold the character NUL. */
public class StorableText extends StringJavaType {
  private static final long serialVersionUID = 1L;

  @Override
  public <X> X unwrap(String value, Class<X> type, WrapperOptions options) {
    return super.unwrap((String) Db.storable((Object) value), type, options);
  }
}
