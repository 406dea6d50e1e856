package dev.assay.worker.wire;

import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.Map;

/**
 * One request as bytes.
 *
 * @param method such as {@code POST}
 * @param uri absolute; ignored by transports that stay in the process
 * @param headers all but host and content length
 * @param body the whole body
 */
public record WireRequest(String method, URI uri, Map<String, String> headers, Buffer body) {}
