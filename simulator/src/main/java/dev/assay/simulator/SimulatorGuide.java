package dev.assay.simulator;

import java.util.List;

/** How clients reach a simulator. */
final class SimulatorGuide {
  private SimulatorGuide() {}

  /** Lines for people. */
  static List<String> lines(String host, int port, String apiKey) {
    boolean any = host.equals("0.0.0.0") || host.equals("::");
    String name = any ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host;
    String root = "http://" + name + ":" + port;
    String key = apiKey == null ? "simulated" : "<the key of --api-key>";
    return List.of(
        "",
        "  OpenAI      " + root + "/v1",
        "  Anthropic   " + root,
        "  Gemini      " + root + "/v1beta",
        "",
        "  export OPENAI_BASE_URL=" + root + "/v1 OPENAI_API_KEY=" + key,
        "  export ANTHROPIC_BASE_URL=" + root + " ANTHROPIC_API_KEY=" + key,
        "  export GOOGLE_GEMINI_BASE_URL=" + root + " GEMINI_API_KEY=" + key,
        "",
        "  log         curl " + root + "/_sim/log",
        "  storm       curl -X PUT "
            + root
            + "/_sim/weather -d '{\"fault\": \"429\", \"for_s\": 30}'",
        "");
  }
}
