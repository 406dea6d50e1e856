package dev.assay.common.schema;

import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.Keyword;
import com.networknt.schema.Vocabularies;
import com.networknt.schema.Vocabulary;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The dialects a schema may name, with keywords that count what they do. */
final class CountedDialects {
  // leaves that the validator looks for by class, or lets nobody replace
  private static final Set<String> AS_THEY_ARE = Set.of("type", "format");

  private CountedDialects() {}

  /**
   * Every dialect that the validator knows: one that is left out would be one that is unbounded.
   */
  static List<JsonMetaSchema> all() {
    return Stream.of(
            JsonMetaSchema.getV202012(),
            JsonMetaSchema.getV201909(),
            JsonMetaSchema.getV7(),
            JsonMetaSchema.getV6(),
            JsonMetaSchema.getV4())
        .map(CountedDialects::counted)
        .toList();
  }

  private static JsonMetaSchema counted(JsonMetaSchema dialect) {
    return JsonMetaSchema.builder(dialect.getIri(), dialect)
        .vocabularyFactory(CountedDialects::vocabulary)
        .keywords(keywords -> keywords.replaceAll((name, keyword) -> counted(keyword)))
        .build();
  }

  private static Vocabulary vocabulary(String id) {
    Vocabulary vocabulary = Vocabularies.getVocabulary(id);
    return vocabulary == null
        ? null
        : new Vocabulary(
            id,
            vocabulary.getKeywords().stream()
                .map(CountedDialects::counted)
                .toArray(Keyword[]::new));
  }

  private static Keyword counted(Keyword keyword) {
    return AS_THEY_ARE.contains(keyword.getValue()) || keyword instanceof CountedKeyword
        ? keyword
        : new CountedKeyword(keyword);
  }
}
