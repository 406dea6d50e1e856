package dev.assay.simulator.server;

import dev.assay.simulator.form.SimForm;
import dev.assay.simulator.form.anthropic.MessagesForm;
import dev.assay.simulator.form.anthropic.MessagesRequests;
import dev.assay.simulator.form.gemini.ContentForm;
import dev.assay.simulator.form.gemini.ContentRequests;
import dev.assay.simulator.form.gemini.GeminiEmbeddings;
import dev.assay.simulator.form.openai.ChatForm;
import dev.assay.simulator.form.openai.ChatRequests;
import dev.assay.simulator.form.openai.EmbeddingsForm;
import dev.assay.simulator.form.openai.ResponsesForm;
import dev.assay.simulator.form.openai.ResponsesRequests;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which operation a path stands for. */
final class Operations {
  private static final Operation CHAT = new Operation("chat", new ChatForm(), ChatRequests::read);
  private static final Operation EMBEDDINGS =
      new Operation("embeddings", new EmbeddingsForm(), EmbeddingsForm::read);
  private static final Map<String, Operation> FIXED =
      Map.of(
          "/v1/chat/completions",
          CHAT,
          "/v1/embeddings",
          EMBEDDINGS,
          "/v1/responses",
          new Operation("responses", new ResponsesForm(), ResponsesRequests::read),
          "/v1/messages",
          new Operation("messages", new MessagesForm(), b -> MessagesRequests.read(b, false)));
  private static final SimForm CONTENT = new ContentForm(true);
  private static final SimForm CONTENT_ARRAY = new ContentForm(false);
  private static final SimForm ONE_VECTOR = new GeminiEmbeddings(false);
  private static final SimForm VECTORS = new GeminiEmbeddings(true);
  private static final Pattern GEMINI = Pattern.compile("/v1(?:beta)?/models/([^/:]+):(\\w+)");
  private static final Pattern DEPLOYMENT =
      Pattern.compile("/openai/deployments/[^/]+/(chat/completions|embeddings)");

  private Operations() {}

  /**
   * The operation at a path, null when there is none.
   *
   * @param events whether {@code alt=sse} was asked for
   */
  static Operation at(String path, boolean events) {
    Operation fixed = FIXED.get(path);
    if (fixed != null) {
      return fixed;
    }
    Matcher gemini = GEMINI.matcher(path);
    if (gemini.matches()) {
      return gemini(gemini.group(1), gemini.group(2), events);
    }
    Matcher deployment = DEPLOYMENT.matcher(path);
    if (deployment.matches()) {
      return deployment.group(1).equals("embeddings") ? EMBEDDINGS : CHAT;
    }
    return path.startsWith("/openai/v1/") ? FIXED.get(path.substring("/openai".length())) : null;
  }

  private static Operation gemini(String model, String action, boolean events) {
    return switch (action) {
      case "generateContent" ->
          new Operation("generate", CONTENT, b -> ContentRequests.read(b, model, false));
      case "streamGenerateContent" ->
          new Operation(
              "stream_generate",
              events ? CONTENT : CONTENT_ARRAY,
              b -> ContentRequests.read(b, model, true));
      case "embedContent" ->
          new Operation("embed", ONE_VECTOR, b -> ContentRequests.embed(b, model, false));
      case "batchEmbedContents" ->
          new Operation("embed_batch", VECTORS, b -> ContentRequests.embed(b, model, true));
      default -> null;
    };
  }

  /** The form that a path's errors are written in, known or not. */
  static SimForm formOf(String path) {
    if (path.startsWith("/v1/messages")) {
      return FIXED.get("/v1/messages").form();
    }
    return path.startsWith("/v1beta/") || GEMINI.matcher(path).matches() ? CONTENT : CHAT.form();
  }
}
