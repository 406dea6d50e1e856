package dev.assay.cli.stack.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {
  private Process process;

  @BeforeEach
  void start() throws Exception {
    process = new ProcessBuilder("sleep", "123.5").start();
  }

  @AfterEach
  void stop() {
    process.destroyForcibly();
  }

  @Test
  void shouldFindTheProcessItWasMadeOf() {
    ProcessIdentity identity = ProcessIdentity.of(process.toHandle(), "123.5");

    assertThat(identity.find()).contains(process.toHandle());
  }

  @Test
  void shouldNotTakeAnotherProcessWithTheSameNumber() {
    ProcessIdentity identity = ProcessIdentity.of(process.toHandle(), "123.5");

    assertThat(new ProcessIdentity(identity.pid(), identity.startedAt(), "other").isAlive())
        .isFalse();
    assertThat(
            new ProcessIdentity(
                    identity.pid(), identity.startedAt().minus(Duration.ofMinutes(1)), "123.5")
                .isAlive())
        .isFalse();
  }

  @Test
  void shouldNotFindWhatIsGone() throws Exception {
    ProcessIdentity identity = ProcessIdentity.of(process.toHandle(), "123.5");

    process.destroyForcibly().waitFor();

    assertThat(identity.isAlive()).isFalse();
  }
}
