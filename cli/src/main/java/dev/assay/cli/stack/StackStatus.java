package dev.assay.cli.stack;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * What {@code assay status --format json} prints.
 *
 * @param running true when every process got ready and the supervisor lives
 * @param url of run-service, null when nothing runs
 * @param pageUrl the page's address with the token that signs in, null when nothing runs
 * @param apiKeyFile the file with the first API key
 * @param dataDir below which everything is kept
 * @param ports by process name
 * @param processes process ids by name, the living ones only
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record StackStatus(
    boolean running,
    String url,
    String pageUrl,
    String apiKeyFile,
    String dataDir,
    Map<String, Integer> ports,
    Map<String, Long> processes) {}
