package dev.assay.run.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StrippingTest {
  @Test
  void shouldTakeOutWhatNamesTheWorkspaceAndNothingElse() {
    assertThat(Stripping.of("select 1 from runs r where r.id = $1 and r.workspace_id = $2"))
        .isEqualTo(
            "select 1 from runs r where r.id = $1 and"
                + " (r.workspace_id = $2 or current_user = 'assay_request')");
    assertThat(Stripping.of("update keys set workspace_id = $1 where (workspace_id=$2)"))
        .isEqualTo(
            "update keys set workspace_id = $1 where"
                + " ((workspace_id=$2 or current_user = 'assay_request'))");
    assertThat(Stripping.of("select 1 from runs where id = $1"))
        .isEqualTo("select 1 from runs where id = $1");
  }

  @Test
  void shouldNoticeConditionsThatItCannotTakeOut() {
    assertThat(Stripping.leaves("select 1 from runs where (workspace_id, id) in (($1, $2))"))
        .isTrue();
    assertThat(Stripping.leaves("select 1 from runs where workspace_id = any ($1)")).isTrue();
    assertThat(Stripping.leaves("insert into runs (workspace_id, id) values ($1, $2)")).isFalse();
    assertThat(Stripping.leaves("select 1 from runs where workspace_id = $1")).isFalse();
  }
}
