package dev.assay.scoring.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.common.message.ScoringTask;
import dev.assay.scoring.ecma.EcmaJson;
import dev.assay.scoring.judge.sheet.PromptText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A judge's identity: what it is asked, who is asked, with which parameters, how it is read. */
public final class Passport {
  private Passport() {}

  /**
   * The hash.
   *
   * @param scorer id of the scorer
   * @param version of the scorer
   * @param prompt the words that do not depend on the item
   * @param params of the scorer, criteria among them
   * @return SHA-256 in hex
   */
  public static String of(
      String scorer, int version, String prompt, JsonNode params, ScoringTask.Judge judge) {
    ObjectNode identity = Json.mapper().createObjectNode();
    identity.put("scorer", scorer);
    identity.put("version", version);
    identity.put("prompt", prompt);
    identity.put("frame", PromptText.FRAME);
    identity.put("parser", ReplyParser.VERSION);
    identity.set("params", withoutJudge(params));
    identity.put("kind", judge.provider().kind());
    identity.put("base_url", judge.provider().baseUrl());
    identity.put("model", judge.model());
    identity.set("model_params", judge.params());
    byte[] canonical = EcmaJson.stringifySorted(identity).getBytes(StandardCharsets.UTF_8);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static JsonNode withoutJudge(JsonNode params) {
    return params instanceof ObjectNode object ? object.deepCopy().without("judge") : params;
  }
}
