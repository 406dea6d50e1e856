package dev.assay.run.platform.paging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept in versions is named by its name, or with a version. */
class VersionReferenceTest {
  @ParameterizedTest
  @CsvSource({
    "tone, tone, 0",
    "tone@2, tone, 2",
    "tone@0, tone, -1",
    "tone@x, tone, -1",
    "tone@, tone, -1",
    "a@b@1, a@b, 1"
  })
  void shouldReadReferences(String text, String name, int version) {
    assertThat(VersionReference.of(text)).isEqualTo(new VersionReference(name, version));
  }
}
