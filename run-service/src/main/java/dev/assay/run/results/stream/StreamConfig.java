package dev.assay.run.results.stream;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How progress is streamed. */
@ConfigMapping(prefix = "assay.stream")
public interface StreamConfig {
  /** A comment is sent after so much silence, so that a dead reader is noticed. */
  @WithDefault("15s")
  Duration ping();

  /** A reader that has not taken what waits for it in this time is cut; it resumes by id. */
  @WithDefault("60s")
  Duration stall();

  /** Events replayed to one reader; with more it is told to read the run again. */
  @WithDefault("20000")
  int replay();

  /** Events read from the log at a time. */
  @WithDefault("500")
  int page();

  /** Bytes of events read from the log at a time, a single larger event aside. */
  @WithDefault("1M")
  MemorySize pageBytes();

  /** Who reads is asked again so often whether they still may. */
  @WithDefault("15s")
  Duration recheck();

  /** Streams of one key at a time. */
  @WithDefault("50")
  int perKey();

  /** The log is looked at so often even when no bell rings. */
  @WithDefault("2s")
  Duration poll();
}
