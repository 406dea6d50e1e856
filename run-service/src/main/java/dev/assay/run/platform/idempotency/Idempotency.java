package dev.assay.run.platform.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.run.platform.access.Caller;
import dev.assay.run.platform.access.Tokens;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.SqlStates;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Function;

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
      "insert into idempotency_keys (workspace_id, path, key, body_sha256) values ($1, $2, $3, $4)"
          + " on conflict do nothing";

  private static final String READ =
      "select body_sha256, status, location, response from idempotency_keys"
          + " where workspace_id = $1 and path = $2 and key = $3";

  private static final String KEEP =
      "update idempotency_keys set status = $4, location = $5, response = $6"
          + " where workspace_id = $1 and path = $2 and key = $3";

  private final Db db;

  Idempotency(Db db) {
    this.db = db;
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
    if (key == null) {
      return db.inTransaction(work).map(reply -> answer(reply, json(reply.body())));
    }
    if (key.isBlank() || key.length() > LONGEST) {
      throw new ProblemException(
          ErrorCode.INVALID_REQUEST,
          "The header " + HEADER + " must have 1 to " + LONGEST + " characters.");
    }
    Request request = new Request(caller, path, key, Buffer.buffer(Tokens.sha256(json(body))));
    return db.inTransaction(tx -> claimAndDo(tx, request, work))
        .onFailure(SqlStates::isLockTimeout)
        .transform(e -> inProgress(key));
  }

  private static Uni<Response> claimAndDo(
      SqlConnection tx, Request request, Function<SqlConnection, Uni<Reply>> work) {
    return Db.query(tx, "set local lock_timeout = '15s'")
        .flatMap(
            set ->
                Db.query(tx, CLAIM, request.workspace(), request.path, request.key, request.hash))
        .call(claimed -> Db.query(tx, "set local lock_timeout = 0"))
        .flatMap(
            claimed ->
                claimed.rowCount() == 1 ? doAndKeep(tx, request, work) : repeat(tx, request));
  }

  private static Uni<Response> doAndKeep(
      SqlConnection tx, Request request, Function<SqlConnection, Uni<Reply>> work) {
    return work.apply(tx)
        .call(
            reply ->
                Db.query(
                    tx,
                    KEEP,
                    request.workspace(),
                    request.path,
                    request.key,
                    reply.status(),
                    reply.location(),
                    json(reply.stored())))
        .map(reply -> answer(reply, json(reply.body())));
  }

  private static Uni<Response> repeat(SqlConnection tx, Request request) {
    return Db.query(tx, READ, request.workspace(), request.path, request.key)
        .map(
            rows -> {
              if (!rows.iterator().hasNext()) {
                throw inProgress(request.key);
              }
              Row row = rows.iterator().next();
              if (!Arrays.equals(
                  row.getBuffer("body_sha256").getBytes(), request.hash.getBytes())) {
                throw new ProblemException(
                    ErrorCode.IDEMPOTENCY_MISMATCH,
                    "The idempotency key "
                        + request.key
                        + " was used with another body; use a new key for a new request.");
              }
              Reply reply =
                  new Reply(row.getInteger("status"), row.getString("location"), null, null);
              return answer(reply, row.getString("response"));
            });
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

  private record Request(Caller caller, String path, String key, Buffer hash) {
    UUID workspace() {
      return caller.workspaceId();
    }
  }
}
