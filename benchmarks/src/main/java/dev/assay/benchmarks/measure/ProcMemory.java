package dev.assay.benchmarks.measure;

import java.util.List;

/**
 * The memory of a process in kB, from {@code /proc/PID/status} (see proc_pid_status(5)).
 *
 * @param peak largest resident set since the start, or since the mark was reset (VmHWM)
 * @param resident resident set now (VmRSS)
 * @param own its part that no other process shares (RssAnon)
 */
public record ProcMemory(long peak, long resident, long own) {
  /** Reads the lines of the file; a line that is not there, as for a zombie, counts as 0. */
  public static ProcMemory parse(List<String> lines) {
    return new ProcMemory(
        kilobytes(lines, "VmHWM:"), kilobytes(lines, "VmRSS:"), kilobytes(lines, "RssAnon:"));
  }

  /** What may be shared with other processes: files, and PostgreSQL's buffers. */
  public long shared() {
    return Math.max(0, resident - own);
  }

  private static long kilobytes(List<String> lines, String name) {
    for (String line : lines) {
      if (line.startsWith(name)) {
        return Long.parseLong(line.substring(name.length()).replace("kB", "").strip());
      }
    }
    return 0;
  }
}
