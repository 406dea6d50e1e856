package dev.assay.cli.stack.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseTest {
  @TempDir Path home;

  @Test
  void shouldBeOverAfterThatLongWithoutUse() throws Exception {
    Lease lease = new Lease(new Layout(home));
    assertThat(lease.left()).isEmpty();

    lease.grant(Duration.ofMinutes(10));
    assertThat(lease.left().orElseThrow()).isPositive();
    unusedSince(Duration.ofMinutes(11));
    assertThat(lease.left().orElseThrow()).isNegative();

    lease.use();
    assertThat(lease.left().orElseThrow()).isPositive();
    lease.end();
    lease.use();
    assertThat(lease.left()).isEmpty();
  }

  @Test
  void shouldNotEndAStackForAFileThatCannotBeRead() throws Exception {
    Files.writeString(home.resolve("lease"), "");
    unusedSince(Duration.ofDays(1));

    assertThat(new Lease(new Layout(home)).left()).isEmpty();
  }

  private void unusedSince(Duration time) throws Exception {
    Files.setLastModifiedTime(home.resolve("lease"), FileTime.from(Instant.now().minus(time)));
  }
}
