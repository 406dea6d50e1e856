package dev.assay.run.platform.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.assay.common.error.ErrorCode;
import dev.assay.link.egress.EgressRules;
import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses at the time they are saved. */
class EgressCheckTest {
  private static final Duration LONG = Duration.ofMinutes(4);

  private final EgressCheck check =
      new EgressCheck(EgressRules.of("10.7.0.0/16"), EgressCheckTest::lookUp);

  private static Uni<List<InetAddress>> lookUp(String host) {
    return Uni.createFrom()
        .item(
            switch (host) {
              case "public.test" -> List.of(address("93.184.216.34"));
              case "inside.test" -> List.of(address("93.184.216.34"), address("192.168.1.1"));
              case "admitted.test" -> List.of(address("10.7.1.1"));
              default -> List.of();
            });
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private void run(String url) {
    check.check("url", url).await().atMost(LONG);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://inside.test/hook",
        "http://127.0.0.1:8080",
        "http://[::ffff:127.0.0.1]",
        "http://2130706433",
        "http://user@public.test",
        "ftp://public.test",
        "http://169.254.169.254/latest",
      })
  void shouldRefuseWithAViolationOfTheField(String url) {
    // When
    ProblemException refused = catchThrowableOfType(ProblemException.class, () -> run(url));

    // Then
    assertThat(refused).isNotNull();
    assertThat(refused.code()).isEqualTo(ErrorCode.EGRESS_REFUSED);
    assertThat(refused.violations()).singleElement().matches(v -> v.field().equals("url"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://public.test",
        "http://admitted.test",
        "http://10.7.0.1",
        "https://not-known-here.test"
      })
  void shouldAcceptWhatMayBeCalledAndWhatOnlyWorkersMayKnow(String url) {
    // When / Then
    assertThatCode(() -> run(url)).doesNotThrowAnyException();
  }

  @Test
  void shouldAcceptNoAddressAtAll() {
    // When / Then
    assertThatCode(() -> run(null)).doesNotThrowAnyException();
  }

  @Test
  void shouldSayWhenItIsNoUrl() {
    // When
    ProblemException refused = catchThrowableOfType(ProblemException.class, () -> run("http://["));

    // Then
    assertThat(refused.code()).isEqualTo(ErrorCode.VALIDATION_FAILED);
  }
}
