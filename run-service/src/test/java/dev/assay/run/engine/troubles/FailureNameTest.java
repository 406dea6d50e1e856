package dev.assay.run.engine.troubles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.problem.ProblemException;
import io.vertx.pgclient.PgException;
import org.junit.jupiter.api.Test;

/** Failures in words that anybody may read. */
class FailureNameTest {
  @Test
  void shouldSayWhatWasWrittenForPeopleAndNothingElse() {
    assertThat(FailureName.of(new ProblemException(ErrorCode.UNKNOWN_SKILL, "It is gone.")))
        .isEqualTo("It is gone");
    assertThat(FailureName.of(new IllegalStateException("the prompt of somebody")))
        .isEqualTo("IllegalStateException");
  }

  @Test
  void shouldFindTheStateBehindWhatWrapsIt() {
    // Given
    PgException sql = new PgException("Key (name)=(secret) exists", "ERROR", "22P05", null);

    // When / Then
    assertThat(FailureName.of(sql)).isEqualTo("SQLSTATE 22P05");
    assertThat(FailureName.of(new IllegalStateException("not flushed", sql)))
        .isEqualTo("SQLSTATE 22P05");
    assertThat(FailureName.of(new PgException("canceling", "ERROR", "57014", null)))
        .contains("the database took longer than");
  }
}
