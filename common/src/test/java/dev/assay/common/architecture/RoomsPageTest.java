package dev.assay.common.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class RoomsPageTest {

  @Test
  void shouldNameEveryRoomOfTheTree() throws IOException {
    // Given
    String page = Files.readString(RoomsPage.PAGE);
    String fresh = RoomsPage.fresh(page);
    if (Boolean.getBoolean("assay.docs.write")) {
      Files.writeString(RoomsPage.PAGE, fresh);
    }

    // When
    String shown = Files.readString(RoomsPage.PAGE);

    // Then
    assertThat(shown)
        .as("the rooms of docs/architecture.md are stale; write them with -Dassay.docs.write=true")
        .isEqualTo(fresh);
  }
}
