package dev.assay.run.platform.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * A change that was asked for, or anything that was refused to whoever asked.
 *
 * @param id in the order of time
 * @param at when it was answered; of several requests alike, when they were counted
 * @param by who asked: key, session, link or nobody
 * @param keyId whose key it was, also behind a session, and also when it was revoked or past its
 *     end; null for none
 * @param keyName what the key is called; null when there is none
 * @param bySession whether a page in a browser asked, by the key's session
 * @param method of HTTP; {@code *} for several
 * @param action the method and the route, such as {@code POST /v1/runs/{id}/cancel}; null where no
 *     route was reached
 * @param path of the request, without its query
 * @param object what it was about: the address of what was made, else the path
 * @param status of the answer; from 400 on nothing was changed
 * @param outcome what became of it
 * @param times how many requests alike it stands for
 * @param address that the request came from, of the nearest proxy when forwarding is not set up
 */
public record AuditEntry(
    UUID id,
    Instant at,
    String by,
    @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) UUID keyId,
    @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) String keyName,
    boolean bySession,
    String method,
    @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) String action,
    String path,
    String object,
    int status,
    AuditOutcome outcome,
    int times,
    @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) String address) {
  static final String KEY = "key";
  static final String SESSION = "session";
  static final String NOBODY = "nobody";
}
