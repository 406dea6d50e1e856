package dev.assay.benchmarks.measure;

/**
 * The processor time of a process, from {@code /proc/PID/stat} (see proc_pid_stat(5)).
 *
 * @param ownTicks utime + stime, of all its threads
 * @param reapedTicks cutime + cstime, of the children that have ended and were waited for
 */
public record ProcStat(long ownTicks, long reapedTicks) {
  /** Ticks a second: USER_HZ, 100 on every Linux that a JDK 17 runs on, whatever its timer. */
  private static final double TICKS_PER_SECOND = 100;

  private static final int UTIME = 14;

  /**
   * Reads the one line of the file.
   *
   * @throws IllegalArgumentException when it is not such a line
   */
  public static ProcStat parse(String line) {
    // The second field is the program's name in parentheses, and may hold blanks and parentheses.
    int nameEnd = line.lastIndexOf(')');
    String[] fields = line.substring(nameEnd + 1).strip().split(" +");
    int first = UTIME - 3;
    if (nameEnd < 0 || fields.length < first + 4) {
      throw new IllegalArgumentException("not a line of /proc/PID/stat");
    }
    return new ProcStat(
        Long.parseLong(fields[first]) + Long.parseLong(fields[first + 1]),
        Long.parseLong(fields[first + 2]) + Long.parseLong(fields[first + 3]));
  }

  /** All of it in seconds. */
  public double cpuSeconds() {
    return (ownTicks + reapedTicks) / TICKS_PER_SECOND;
  }
}
