package dev.assay.link.secret;

import java.util.Map;

/**
 * The variables that vendors of models name in their documentation, and the hosts of these vendors.
 * Only hosts that the vendor itself serves: none under which its customers run what they like.
 */
final class VendorVariables {
  private static final String AZURE =
      "*.openai.azure.com|*.cognitiveservices.azure.com|*.services.ai.azure.com";
  private static final String GOOGLE =
      "generativelanguage.googleapis.com|aiplatform.googleapis.com|*.aiplatform.googleapis.com";
  private static final String BEDROCK =
      "bedrock-runtime.*.amazonaws.com|bedrock-runtime-fips.*.amazonaws.com";

  /** Places by name, in the form of {@link GrantedVariables#of}. */
  static final Map<String, String> PLACES =
      Map.ofEntries(
          Map.entry("OPENAI_API_KEY", "api.openai.com|*.api.openai.com"),
          Map.entry("ANTHROPIC_API_KEY", "api.anthropic.com"),
          Map.entry("GEMINI_API_KEY", GOOGLE),
          Map.entry("GOOGLE_API_KEY", GOOGLE),
          Map.entry("AZURE_OPENAI_API_KEY", AZURE),
          Map.entry("AZURE_OPENAI_KEY", AZURE),
          Map.entry("AWS_BEARER_TOKEN_BEDROCK", BEDROCK),
          Map.entry("MISTRAL_API_KEY", "api.mistral.ai"),
          Map.entry("COHERE_API_KEY", "api.cohere.com|api.cohere.ai"),
          Map.entry("CO_API_KEY", "api.cohere.com|api.cohere.ai"),
          Map.entry("GROQ_API_KEY", "api.groq.com"),
          Map.entry("OPENROUTER_API_KEY", "openrouter.ai"),
          Map.entry("TOGETHER_API_KEY", "api.together.xyz|api.together.ai"),
          Map.entry("DEEPSEEK_API_KEY", "api.deepseek.com"),
          Map.entry("XAI_API_KEY", "api.x.ai|*.api.x.ai"),
          Map.entry("FIREWORKS_API_KEY", "api.fireworks.ai"),
          Map.entry("PERPLEXITY_API_KEY", "api.perplexity.ai"),
          Map.entry("CEREBRAS_API_KEY", "api.cerebras.ai"),
          Map.entry("SAMBANOVA_API_KEY", "api.sambanova.ai"),
          Map.entry("NVIDIA_API_KEY", "integrate.api.nvidia.com"),
          Map.entry("HF_TOKEN", "router.huggingface.co"),
          Map.entry("MOONSHOT_API_KEY", "api.moonshot.ai|api.moonshot.cn"),
          Map.entry("DASHSCOPE_API_KEY", "dashscope.aliyuncs.com|dashscope-intl.aliyuncs.com"));

  private VendorVariables() {}
}
