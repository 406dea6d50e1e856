package dev.assay.simulator.form;

import io.vertx.core.buffer.Buffer;
import java.util.Map;

/**
 * A problem as a provider writes it.
 *
 * @param status of the response
 * @param headers of the response, content type among them
 * @param body of the response
 */
public record WireError(int status, Map<String, String> headers, Buffer body) {}
