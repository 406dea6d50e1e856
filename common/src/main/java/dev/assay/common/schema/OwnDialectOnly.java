package dev.assay.common.schema;

import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.resource.InputStreamSource;
import com.networknt.schema.resource.SchemaLoader;

/**
 * Lets the dialect's own meta-schemas through to the class path and refuses every other address.
 */
final class OwnDialectOnly implements SchemaLoader {
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/";
  // where the validator keeps the dialect's documents once it has mapped their addresses
  private static final String BUNDLED = "classpath:draft/2020-12/";

  @Override
  public InputStreamSource getSchema(AbsoluteIri iri) {
    String address = iri.toString();
    if (address.startsWith(DIALECT) || address.startsWith(BUNDLED)) {
      return null;
    }
    throw new BadSchemaException("The JSON schema refers to something outside itself.");
  }
}
