package dev.assay.cli.stack;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * What {@code assay status --format json} prints.
 *
 * @param running true when every process got ready and the supervisor lives
 * @param url of run-service, null when nothing runs
 * @param apiKeyFile the file with the first API key
 * @param dataDir below which everything is kept
 * @param ports by process name
 * @param processes process ids by name, the living ones only
 * @param leaseSeconds after how long it stops by itself unless it is used, null when it stays
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record StackStatus(
    boolean running,
    String url,
    String apiKeyFile,
    String dataDir,
    Map<String, Integer> ports,
    Map<String, Long> processes,
    Long leaseSeconds) {}
