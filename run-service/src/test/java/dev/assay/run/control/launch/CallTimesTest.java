package dev.assay.run.control.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.part.CallPolicy;
import dev.assay.run.platform.problem.Checks;
import dev.assay.run.runs.LaunchRequest;
import org.junit.jupiter.api.Test;

/** How long a call may take: what is given up too early is paid for, and asked again. */
class CallTimesTest {
  private static CallPolicy policy(Long attemptMs, Long firstByteMs, CallPolicy provider) {
    return SpecRules.policy(
        new Checks(),
        new LaunchRequest.PolicyRequest(null, attemptMs, null, firstByteMs, null, null),
        provider);
  }

  @Test
  void shouldGiveAModelThatReasonsTenMinutesBeforeItsFirstByteWhereNothingIsSaid() {
    CallPolicy nothing = SpecRules.policy(new Checks(), null, CallPolicy.DEFAULT);
    assertThat(nothing.attemptTimeoutMs()).isEqualTo(600_000);
    assertThat(nothing.firstByteTimeoutMs()).isEqualTo(600_000);
    assertThat(nothing.deadlineMs()).isGreaterThan(nothing.attemptTimeoutMs());
  }

  @Test
  void shouldLetTheFirstByteTakeAsLongAsTheAttemptUnlessItIsLimitedItself() {
    CallPolicy limited = new CallPolicy(5, 600_000, 5_000, 7_000, 60_000, 1_200_000);
    assertThat(policy(900_000L, null, CallPolicy.DEFAULT).firstByteTimeoutMs()).isEqualTo(900_000);
    assertThat(policy(900_000L, 30_000L, CallPolicy.DEFAULT).firstByteTimeoutMs())
        .isEqualTo(30_000);
    assertThat(policy(900_000L, null, limited).firstByteTimeoutMs()).isEqualTo(7_000);
  }
}
