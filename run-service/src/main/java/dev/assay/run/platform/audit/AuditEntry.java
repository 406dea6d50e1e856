package dev.assay.run.platform.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * A change that was asked for.
 *
 * @param id in the order of time
 * @param at when it was answered
 * @param keyId whose key it was, also behind a session
 * @param keyName what the key is called; null when it is gone
 * @param bySession whether a page in a browser asked, by the key's session
 * @param method of HTTP
 * @param path of the request, without its query
 * @param object what it was about: the address of what was made, else the path
 * @param status of the answer; from 400 on nothing was changed
 * @param address that the request came from, of the nearest proxy when forwarding is not set up
 */
public record AuditEntry(
    UUID id,
    Instant at,
    UUID keyId,
    @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) String keyName,
    boolean bySession,
    String method,
    String path,
    String object,
    int status,
    @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) String address) {}
