package dev.assay.worker.testing;

import dev.assay.worker.account.Team;

/** Workers as a test says: one, unless told otherwise. */
public final class FixedTeam implements Team {
  private int workers = 1;
  private int rank;
  private boolean sure = true;

  public void set(int newWorkers, int newRank) {
    workers = newWorkers;
    rank = newRank;
  }

  public void sure(boolean value) {
    sure = value;
  }

  @Override
  public int workers() {
    return workers;
  }

  @Override
  public int rank() {
    return rank;
  }

  @Override
  public boolean sure() {
    return sure;
  }
}
