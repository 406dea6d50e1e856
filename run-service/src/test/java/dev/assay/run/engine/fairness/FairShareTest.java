package dev.assay.run.engine.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.id.Ids;
import dev.assay.run.engine.fairness.FairShare.Candidate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FairShareTest {
  private static final int NO_LIMIT = Integer.MAX_VALUE;

  private final UUID one = Ids.next();
  private final UUID other = Ids.next();
  private final UUID a = Ids.next();
  private final UUID b = Ids.next();
  private final UUID c = Ids.next();

  private Candidate run(UUID id, int inFlight, int room) {
    return new Candidate(id, one, inFlight, room);
  }

  private static Standing standing(UUID workspace, int weight, long inFlight, int room) {
    return new Standing(workspace, weight, inFlight, room, NO_LIMIT);
  }

  private Map<UUID, Integer> divide(int free, Candidate... candidates) {
    return divide(List.of(standing(one, 1, 0, NO_LIMIT)), free, candidates);
  }

  private static Map<UUID, Integer> divide(
      List<Standing> standings, int free, Candidate... candidates) {
    return FairShare.divide(
        List.of(candidates),
        standings.stream().collect(Collectors.toMap(Standing::workspaceId, Function.identity())),
        free);
  }

  @Test
  void shouldGiveEveryRunTheSame() {
    assertThat(divide(30, run(a, 0, 100), run(b, 0, 100), run(c, 0, 100)))
        .isEqualTo(Map.of(a, 10, b, 10, c, 10));
  }

  @Test
  void shouldGiveWhatASmallRunDoesNotNeedToTheOthers() {
    assertThat(divide(30, run(a, 0, 2), run(b, 0, 100), run(c, 0, 100)))
        .isEqualTo(Map.of(a, 2, b, 14, c, 14));
  }

  @Test
  void shouldGiveNoMoreThanThereIsRoomFor() {
    assertThat(divide(1000, run(a, 0, 3), run(b, 0, 4))).isEqualTo(Map.of(a, 3, b, 4));
  }

  @Test
  void shouldGiveTheLastPlacesToThoseWhoWaitLongest() {
    assertThat(divide(2, run(a, 0, 9), run(b, 0, 9), run(c, 0, 9))).isEqualTo(Map.of(a, 1, b, 1));
  }

  @Test
  void shouldGiveNothingToALargeRunUntilASmallOneHasCaughtUp() {
    assertThat(divide(1, run(a, 29, 60), run(b, 0, 4))).isEqualTo(Map.of(b, 1));
    assertThat(divide(5, run(a, 5, 60), run(b, 2, 60))).isEqualTo(Map.of(a, 1, b, 4));
  }

  @Test
  void shouldGiveNothingWhenNothingIsFree() {
    assertThat(divide(0, run(a, 0, 9))).isEmpty();
  }

  @Test
  void shouldGiveWorkspacesByTheirWeightHoweverManyRunsTheyHave() {
    // Given a workspace with two runs, and one of three times its weight with one
    List<Standing> standings =
        List.of(standing(one, 1, 0, NO_LIMIT), standing(other, 3, 0, NO_LIMIT));

    // Then
    assertThat(
            divide(standings, 40, run(a, 0, 100), run(b, 0, 100), new Candidate(c, other, 0, 100)))
        .isEqualTo(Map.of(a, 5, b, 5, c, 30));
  }

  @Test
  void shouldCountWhatAWorkspaceHasAlready() {
    List<Standing> standings =
        List.of(standing(one, 1, 20, NO_LIMIT), standing(other, 1, 0, NO_LIMIT));
    assertThat(divide(standings, 30, run(a, 0, 100), new Candidate(c, other, 0, 100)))
        .isEqualTo(Map.of(a, 5, c, 25));
  }

  @Test
  void shouldGiveToOthersWhatAWorkspaceMayNotHave() {
    List<Standing> standings = List.of(standing(one, 9, 0, 4), standing(other, 1, 0, NO_LIMIT));
    assertThat(divide(standings, 30, run(a, 0, 100), new Candidate(c, other, 0, 100)))
        .isEqualTo(Map.of(a, 4, c, 26));
    assertThat(divide(List.of(standing(one, 1, 5, 0)), 30, run(a, 0, 100))).isEmpty();
  }

  @Test
  void shouldNotOverflowWithMany() {
    List<Standing> standings =
        Stream.of(one, other).map(ws -> standing(ws, 1000, 3_000_000_000L, NO_LIMIT)).toList();
    assertThat(divide(standings, 2, run(a, 0, 9), new Candidate(c, other, 0, 9)))
        .isEqualTo(Map.of(a, 1, c, 1));
  }
}
