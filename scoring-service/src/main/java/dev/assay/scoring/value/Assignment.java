package dev.assay.scoring.value;

import java.util.Arrays;

/**
 * The one-to-one assignment of rows to columns with the largest sum: the Hungarian method with
 * potentials and shortest augmenting paths, O(shorter^2 * longer).
 */
final class Assignment {
  private static final int NONE = -1;

  private final double[][] gain;
  private final boolean transposed;
  private final int rows;
  private final int columns;
  private final double[] rowPotential;
  private final double[] columnPotential;
  // index 0 is the virtual start of every path; columns count from 1
  private final int[] rowOf;
  private final int[] way;

  private Assignment(double[][] gain) {
    this.gain = gain;
    this.transposed = gain.length > gain[0].length;
    this.rows = transposed ? gain[0].length : gain.length;
    this.columns = transposed ? gain.length : gain[0].length;
    this.rowPotential = new double[rows + 1];
    this.columnPotential = new double[columns + 1];
    this.rowOf = new int[columns + 1];
    this.way = new int[columns + 1];
  }

  /** For every row the column it goes with, or -1. The matrix is rectangular and not empty. */
  static int[] best(double[][] gain) {
    Assignment assignment = new Assignment(gain);
    for (int row = 1; row <= assignment.rows; row++) {
      assignment.place(row);
    }
    int[] partner = new int[gain.length];
    Arrays.fill(partner, NONE);
    for (int column = 1; column <= assignment.columns; column++) {
      int row = assignment.rowOf[column];
      if (row != 0) {
        if (assignment.transposed) {
          partner[column - 1] = row - 1;
        } else {
          partner[row - 1] = column - 1;
        }
      }
    }
    return partner;
  }

  private double cost(int row, int column) {
    return -(transposed ? gain[column - 1][row - 1] : gain[row - 1][column - 1]);
  }

  private void place(int row) {
    double[] slack = new double[columns + 1];
    Arrays.fill(slack, Double.POSITIVE_INFINITY);
    boolean[] visited = new boolean[columns + 1];
    rowOf[0] = row;
    int column = 0;
    do {
      visited[column] = true;
      column = step(column, slack, visited);
    } while (rowOf[column] != 0);
    while (column != 0) {
      int previous = way[column];
      rowOf[column] = rowOf[previous];
      column = previous;
    }
  }

  /** Grows the tree by the cheapest column and moves the potentials along. */
  private int step(int from, double[] slack, boolean[] visited) {
    int row = rowOf[from];
    double smallest = Double.POSITIVE_INFINITY;
    int next = 0;
    for (int column = 1; column <= columns; column++) {
      if (!visited[column]) {
        double reduced = cost(row, column) - rowPotential[row] - columnPotential[column];
        if (reduced < slack[column]) {
          slack[column] = reduced;
          way[column] = from;
        }
        if (slack[column] < smallest) {
          smallest = slack[column];
          next = column;
        }
      }
    }
    for (int column = 0; column <= columns; column++) {
      if (visited[column]) {
        rowPotential[rowOf[column]] += smallest;
        columnPotential[column] -= smallest;
      } else {
        slack[column] -= smallest;
      }
    }
    return next;
  }
}
