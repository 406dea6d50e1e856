package dev.assay.run.traffic.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.id.Ids;
import dev.assay.run.platform.access.Tokens;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.traffic.feedback.EntityType;
import dev.assay.run.verdict.summary.RunRows;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many links a workspace may have. */
class LinkRoomTest {
  private static final Duration LONG = Duration.ofMinutes(4);
  private static final int MOST = 3;
  private static RunRows rows;
  private static Db db;

  private final LinkRoom room = new LinkRoom(of(MOST));
  private UUID workspace;

  @BeforeAll
  static void store() throws Exception {
    rows = new RunRows();
    db = rows.db();
  }

  @AfterAll
  static void stop() throws Exception {
    rows.close();
  }

  @BeforeEach
  void begin() throws Exception {
    workspace = workspace();
  }

  private static UUID workspace() throws Exception {
    UUID id = Ids.next();
    rows.execute("insert into workspaces (id, name) values ('%1$s', '%1$s')".formatted(id));
    return id;
  }

  private static LinkConfig of(int most) {
    return new LinkConfig() {
      @Override
      public int atATime() {
        return 8;
      }

      @Override
      public int most() {
        return most;
      }
    };
  }

  private static void make(LinkRoom room, UUID workspace) {
    LinkInput link = new LinkInput(EntityType.REQUEST, "req-1", null, null, null, null).complete();
    db.inTransaction(
            tx ->
                room.of(tx, workspace)
                    .flatMap(free -> LinkStore.write(tx, workspace, Tokens.random(), link)))
        .await()
        .atMost(LONG);
  }

  private int links() {
    return db.query(
            "select count(*)::int as n from feedback_links where workspace_id = $1", workspace)
        .await()
        .atMost(LONG)
        .iterator()
        .next()
        .getInteger("n");
  }

  private void full() {
    for (int i = 0; i < MOST; i++) {
      make(room, workspace);
    }
  }

  @Test
  void shouldSayHowToGoOnWhenAWorkspaceHasAsManyAsItMay() throws Exception {
    // Given
    full();

    // When / Then
    assertThatThrownBy(() -> make(room, workspace))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS))
        .hasMessageContaining("has 3 links that are open")
        .hasMessageContaining("DELETE /v1/feedback/links/{id}");
    assertThat(links()).isEqualTo(MOST);
    make(room, workspace());
  }

  @Test
  void shouldLetGoOfThoseThatAreOverForNewOnes() throws Exception {
    // Given one whose time is up and one that was used
    full();
    rows.execute(
        ("update feedback_links set expires_at = now() - interval '1 second' where id ="
                + " (select id from feedback_links where workspace_id = '%1$s' order by id limit 1)")
            .formatted(workspace));
    rows.execute(
        ("update feedback_links set used = uses where id = (select id from feedback_links where"
                + " workspace_id = '%1$s' order by id desc limit 1)")
            .formatted(workspace));

    // When
    make(room, workspace);

    // Then
    assertThat(links()).isEqualTo(2);
    make(room, workspace);
    assertThatThrownBy(() -> make(room, workspace)).isInstanceOf(ProblemException.class);
  }

  @Test
  void shouldNotCountThemAnewForEachWhileThereIsMuchRoom() throws Exception {
    // Given room for twenty, two of which may come before they are counted again
    LinkRoom wide = new LinkRoom(of(20));
    make(wide, workspace);
    rows.execute(
        ("insert into feedback_links (id, workspace_id, sha256, entity_type, entity_id, fields,"
                + " uses, expires_at) select gen_random_uuid(), '%s', sha256(i::text::bytea),"
                + " 'request', 'r', '{notes}', 1, now() + interval '1 day'"
                + " from generate_series(1, 19) i")
            .formatted(workspace));

    // When / Then
    make(wide, workspace);
    make(wide, workspace);
    assertThatThrownBy(() -> make(wide, workspace)).isInstanceOf(ProblemException.class);
    assertThat(links()).isEqualTo(22);
  }
}
