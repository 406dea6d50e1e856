package dev.assay.run.platform.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.run.platform.access.Caller;
import dev.assay.run.platform.access.Tokens;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.Sessions;
import dev.assay.run.platform.db.Statements;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.SqlStates;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes a POST that creates something take effect once per {@code Idempotency-Key}.
 *
 * <p>The key is recorded in the transaction that does the work: either both are there or neither. A
 * second request with the key waits at that row until the first has committed, then answers what
 * the first answered; another body under the same key is IDEMPOTENCY_MISMATCH.
 */
@ApplicationScoped
public class Idempotency {
  /** The header. */
  public static final String HEADER = "Idempotency-Key";

  private static final int LONGEST = 255;
  private static final ObjectMapper JSON = Json.strict();

  private static final String CLAIM =
      "insert into idempotency_keys (workspace_id, path, key, body_sha256) values ($1, $2, $3,"
          + " decode($4, 'hex')) on conflict do nothing";

  private static final String READ =
      "select encode(body_sha256, 'hex') as sha256, status, location, response"
          + " from idempotency_keys where workspace_id = $1 and path = $2 and key = $3";

  private static final String KEEP =
      "update idempotency_keys set status = $4, location = $5, response = $6"
          + " where workspace_id = $1 and path = $2 and key = $3";

  private final Db db;
  private final Sessions sessions;

  Idempotency(Db db, Sessions sessions) {
    this.db = db;
    this.sessions = sessions;
  }

  /** The same for work of an administrator of the installation, which sees all workspaces. */
  public Idempotency asService() {
    return new Idempotency(db.asService(), sessions.asService());
  }

  /**
   * Does the work in a transaction of its own, once.
   *
   * @param caller who asks; keys of one workspace are nothing to another
   * @param path of the request
   * @param key the header, null when it was not sent: then the work is simply done
   * @param body the request as it was read; the same content in another order of white space is the
   *     same body
   * @param work makes the thing and what to answer
   */
  public Uni<Response> once(
      Caller caller,
      String path,
      String key,
      Object body,
      Function<SqlConnection, Uni<Reply>> work) {
    Request request = request(caller, path, key, body);
    return db.inTransaction(tx -> claimAndDo(Db.statements(tx), request, () -> work.apply(tx)))
        .onFailure(SqlStates::isLockTimeout)
        .transform(e -> inProgress(key));
  }

  /** The same for work on what people define, which {@link Sessions} does. */
  public Uni<Response> once(
      Caller caller, String path, String key, Object body, Supplier<Uni<Reply>> work) {
    Request request = request(caller, path, key, body);
    return sessions
        .inTransaction(() -> claimAndDo(Sessions.statements(), request, work))
        .onFailure(SqlStates::isLockTimeout)
        .transform(e -> inProgress(key));
  }

  /**
   * What was answered under the key before; only when there is no such answer, something else.
   * Whatever a request needs may be gone when it comes again, and its answer is known all the same.
   *
   * @param caller as in {@link #once}
   * @param otherwise does it for the first time, by {@link #once}
   */
  public Uni<Response> answered(
      Caller caller, String path, String key, Object body, Uni<Response> otherwise) {
    if (key == null) {
      return otherwise;
    }
    Request request = request(caller, path, key, body);
    return db.query(READ, request.workspace, request.path, request.key)
        .flatMap(
            rows ->
                Rows.first(rows)
                    .map(row -> Uni.createFrom().item(repeated(request, row)))
                    .orElse(otherwise));
  }

  private static Response repeated(Request request, Row row) {
    return repeated(
        request,
        row.getString("sha256"),
        row.getInteger("status"),
        row.getString("location"),
        row.getString("response"));
  }

  private static Request request(Caller caller, String path, String key, Object body) {
    if (key != null && (key.isBlank() || key.length() > LONGEST)) {
      throw new ProblemException(
          ErrorCode.INVALID_REQUEST,
          "The header " + HEADER + " must have 1 to " + LONGEST + " characters.");
    }
    String hash = key == null ? null : HexFormat.of().formatHex(Tokens.sha256(json(body)));
    return new Request(caller.workspaceId(), path, key, hash);
  }

  private static Uni<Response> claimAndDo(
      Statements tx, Request request, Supplier<Uni<Reply>> work) {
    if (request.key == null) {
      return work.get().map(reply -> answer(reply, json(reply.body())));
    }
    return tx.change("set local lock_timeout = '15s'")
        .flatMap(
            set -> tx.change(CLAIM, request.workspace, request.path, request.key, request.hash))
        .call(claimed -> tx.change("set local lock_timeout to default"))
        .flatMap(claimed -> claimed == 1 ? doAndKeep(tx, request, work) : repeat(tx, request));
  }

  private static Uni<Response> doAndKeep(
      Statements tx, Request request, Supplier<Uni<Reply>> work) {
    return work.get()
        .call(
            reply ->
                tx.change(
                    KEEP,
                    request.workspace,
                    request.path,
                    request.key,
                    reply.status(),
                    reply.location(),
                    json(reply.stored())))
        .map(reply -> answer(reply, json(reply.body())));
  }

  private static Uni<Response> repeat(Statements tx, Request request) {
    return tx.rows(READ, request.workspace, request.path, request.key)
        .map(
            rows -> {
              if (rows.isEmpty()) {
                throw inProgress(request.key);
              }
              Object[] row = rows.get(0);
              return repeated(
                  request, (String) row[0], (Integer) row[1], (String) row[2], (String) row[3]);
            });
  }

  private static Response repeated(
      Request request, String hash, Integer status, String location, String response) {
    if (!request.hash.equals(hash)) {
      throw new ProblemException(
          ErrorCode.IDEMPOTENCY_MISMATCH,
          "The idempotency key "
              + request.key
              + " was used with another body; use a new key for a new request.");
    }
    return answer(new Reply(status, location, null, null), response);
  }

  private static Response answer(Reply reply, String json) {
    Response.ResponseBuilder answer =
        Response.status(reply.status()).type(MediaType.APPLICATION_JSON_TYPE).entity(json);
    return reply.location() == null
        ? answer.build()
        : answer.header("Location", reply.location()).build();
  }

  private static ProblemException inProgress(String key) {
    return new ProblemException(
        ErrorCode.CONFLICT,
        "A request with the idempotency key " + key + " is still at work; send it again soon.");
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer of ours is always JSON", e);
    }
  }

  private record Request(UUID workspace, String path, String key, String hash) {}
}
