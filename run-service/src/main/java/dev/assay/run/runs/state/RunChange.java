package dev.assay.run.runs.state;

import dev.assay.run.runs.events.EventDraft;
import java.util.ArrayList;
import java.util.List;

/** What one transaction adds to a run: moved units, sums, and the events that tell of it. */
public final class RunChange {
  private Counts counts = Counts.ZERO;
  private double scoreSum;
  private long scoreCount;
  private long tokensIn;
  private long tokensOut;
  private double cost;
  private boolean costUnknown;
  private final List<EventDraft> events = new ArrayList<>();

  /** Adds moved units. */
  public RunChange count(Counts delta) {
    counts = counts.plus(delta);
    return this;
  }

  /** Adds measured scores. */
  public RunChange scores(double sum, long count) {
    scoreSum += sum;
    scoreCount += count;
    return this;
  }

  /** Adds tokens; nulls count as none. */
  public RunChange tokens(Long in, Long out) {
    tokensIn += in == null ? 0 : in;
    tokensOut += out == null ? 0 : out;
    return this;
  }

  /** Adds cost; null marks the run's cost as not fully known. */
  public RunChange cost(Double amount) {
    if (amount == null) {
      costUnknown = true;
    } else {
      cost += amount;
    }
    return this;
  }

  /** Adds an event. */
  public RunChange event(EventDraft event) {
    events.add(event);
    return this;
  }

  /** What was added so far. */
  public Counts counts() {
    return counts;
  }

  /** What was added so far. */
  public double scoreSum() {
    return scoreSum;
  }

  /** What was added so far. */
  public long scoreCount() {
    return scoreCount;
  }

  /** What was added so far. */
  public long tokensIn() {
    return tokensIn;
  }

  /** What was added so far. */
  public long tokensOut() {
    return tokensOut;
  }

  /** What was added so far. */
  public double cost() {
    return cost;
  }

  boolean costUnknown() {
    return costUnknown;
  }

  List<EventDraft> events() {
    return events;
  }
}
