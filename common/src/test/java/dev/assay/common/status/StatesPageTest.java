package dev.assay.common.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StatesPageTest {
  private static final Path PAGE = Path.of("../docs/states.md");

  @Test
  void shouldShowTheStatesAsTheyAreInTheCode() throws IOException {
    // Given
    String fresh = StatesPage.text();
    if (Boolean.getBoolean("assay.docs.write")) {
      Files.writeString(PAGE, fresh);
    }

    // When
    String page = Files.readString(PAGE);

    // Then
    assertThat(page)
        .as("docs/states.md is stale; write it again with -Dassay.docs.write=true")
        .isEqualTo(fresh);
  }
}
