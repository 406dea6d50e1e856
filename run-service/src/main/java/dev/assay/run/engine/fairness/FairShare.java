package dev.assay.run.engine.fairness;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;

/** Divides free places among the runs of workspaces. A pure function. */
public final class FairShare {
  private FairShare() {}

  /**
   * A run that has units to hand out.
   *
   * @param inFlight units of it that workers have
   * @param room how many more it may have in flight
   */
  public record Candidate(UUID runId, UUID workspaceId, int inFlight, int room) {}

  /** Candidates of one workspace, and what it has been given. */
  private static final class Hungry {
    private final Standing standing;
    private final int place;
    private final PriorityQueue<Integer> runs;
    private long given;

    Hungry(Standing standing, int place, Comparator<Integer> fewestFirst) {
      this.standing = standing;
      this.place = place;
      this.runs = new PriorityQueue<>(fewestFirst);
    }

    boolean eats() {
      return !runs.isEmpty() && given < standing.room();
    }

    /** By what it has for each of its weight; of two that have as much, who waited longest. */
    static int compare(Hungry a, Hungry b) {
      long left = (a.standing.inFlight() + a.given) * b.standing.weight();
      long right = (b.standing.inFlight() + b.given) * a.standing.weight();
      return left != right ? Long.compare(left, right) : Integer.compare(a.place, b.place);
    }
  }

  /**
   * Gives each place to the workspace that has the fewest calls in flight for its weight, and
   * within it to the run that has the fewest, so that in the end all have what is theirs, as far as
   * they have room: the weighted max-min fair share. What counts is what they have, not what they
   * get now: when places become free one by one, a large run gets none until a small one that came
   * later has caught up.
   *
   * @param candidates those who have waited longest first; of two that have as many, the first one
   *     gets the place
   * @param standings of their workspaces
   * @param free places at the workers
   * @return places per run, in the order of the candidates; runs that get none are missing
   */
  public static Map<UUID, Integer> divide(
      List<Candidate> candidates, Map<UUID, Standing> standings, int free) {
    int[] given = new int[candidates.size()];
    PriorityQueue<Hungry> hungry = new PriorityQueue<>(Hungry::compare);
    hungry.addAll(byWorkspace(candidates, standings, given).stream().filter(Hungry::eats).toList());
    for (int left = free; left > 0 && !hungry.isEmpty(); left--) {
      Hungry workspace = hungry.remove();
      int i = workspace.runs.remove();
      given[i]++;
      workspace.given++;
      if (given[i] < candidates.get(i).room()) {
        workspace.runs.add(i);
      }
      if (workspace.eats()) {
        hungry.add(workspace);
      }
    }
    Map<UUID, Integer> places = new LinkedHashMap<>();
    for (int i = 0; i < given.length; i++) {
      if (given[i] > 0) {
        places.put(candidates.get(i).runId(), given[i]);
      }
    }
    return places;
  }

  private static List<Hungry> byWorkspace(
      List<Candidate> candidates, Map<UUID, Standing> standings, int[] given) {
    Comparator<Integer> fewestFirst =
        Comparator.<Integer>comparingInt(i -> candidates.get(i).inFlight() + given[i])
            .thenComparing(Comparator.naturalOrder());
    Map<UUID, Hungry> all = new LinkedHashMap<>();
    for (int i = 0; i < given.length; i++) {
      UUID id = candidates.get(i).workspaceId();
      int place = i;
      Hungry workspace =
          all.computeIfAbsent(id, ws -> new Hungry(standings.get(ws), place, fewestFirst));
      if (candidates.get(i).room() > 0) {
        workspace.runs.add(i);
      }
    }
    return new ArrayList<>(all.values());
  }
}
