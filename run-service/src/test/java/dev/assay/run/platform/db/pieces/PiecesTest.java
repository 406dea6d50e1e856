package dev.assay.run.platform.db.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.testing.Heavy;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes in one piece. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class PiecesTest {
  private static final String ROWS =
      "(select i, case when i > $1 then %s else 'light' end as body from generate_series(1, 5) i) r"
          .formatted(Heavy.text("i::text"));

  @Inject Lab lab;

  /** Numbers of the rows in a piece that begins behind one, those after another one being heavy. */
  private List<Integer> piece(int light, int after, int limit) {
    String sql =
        Pieces.page("r.i", List.of("r.body"), ROWS + " where r.i > $2", "i", "$3")
            + "select page.i from page where "
            + Pieces.WITHIN
            + " order by page.i";
    return Heavy.numbers(lab.all(sql, light, after, limit), "i");
  }

  @Test
  void shouldEndByWhatItWeighs() {
    assertThat(piece(0, 0, 5)).containsExactly(1, 2);
    assertThat(piece(0, 2, 5)).containsExactly(3, 4);
    assertThat(piece(0, 4, 5)).containsExactly(5);
    assertThat(piece(0, 5, 5)).isEmpty();
  }

  @Test
  void shouldEndByItsRows() {
    assertThat(piece(5, 0, 3)).containsExactly(1, 2, 3);
    assertThat(piece(5, 3, 3)).containsExactly(4, 5);
  }

  @Test
  void shouldHoldWhatIsLightBesideWhatIsHeavy() {
    assertThat(piece(2, 0, 5)).containsExactly(1, 2, 3, 4);
  }

  @Test
  void shouldWeighWhatIsReadAndNotWhatIsStored() {
    // Given what PostgreSQL would store as a few kilobytes
    String rows = "(select i, repeat('x', 3000000) as body from generate_series(1, 5) i) r";
    String sql =
        Pieces.page("r.i", List.of("r.body"), rows + " where r.i > $1", "i", "$2")
            + "select page.i from page where "
            + Pieces.WITHIN
            + " order by page.i";

    // Then
    assertThat(Heavy.numbers(lab.all(sql, 0, 5), "i")).containsExactly(1, 2);
  }
}
