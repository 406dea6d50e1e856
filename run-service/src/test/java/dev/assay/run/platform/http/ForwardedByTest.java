package dev.assay.run.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForwardedByTest {
  @Test
  void shouldNoticeThatAnybodyIsBelieved() {
    assertThat(new ForwardedBy(true, Optional.empty()).believesAnybody()).isTrue();
    assertThat(new ForwardedBy(true, Optional.of(List.of())).believesAnybody()).isTrue();
    assertThat(new ForwardedBy(true, Optional.of(List.of("10.0.0.7"))).believesAnybody()).isFalse();
    assertThat(new ForwardedBy(false, Optional.empty()).believesAnybody()).isFalse();
  }
}
