package dev.assay.run.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheModeTest {
  @ParameterizedTest
  @CsvSource({
    "off, OFF, false, false",
    "read, READ, true, false",
    "write, WRITE, false, true",
    "read_write, READ_WRITE, true, true",
  })
  void shouldReadAndWriteAsItSays(String wire, CacheMode mode, boolean reads, boolean writes) {
    assertThat(CacheMode.of(wire)).isEqualTo(mode);
    assertThat(mode.wire()).isEqualTo(wire);
    assertThat(mode.reads()).isEqualTo(reads);
    assertThat(mode.writes()).isEqualTo(writes);
  }

  @Test
  void shouldKnowNoOtherMode() {
    assertThat(CacheMode.of("always")).isNull();
    assertThat(CacheMode.of("READ")).isNull();
  }

  @Test
  void shouldTakeABareOffOfYamlForOff() throws Exception {
    // Given what a YAML reader makes of "cache: off"
    LaunchRequest launch = Json.strict().readValue("{\"cache\": false}", LaunchRequest.class);

    // Then
    assertThat(CacheMode.of(launch.cache())).isEqualTo(CacheMode.OFF);
  }
}
