// Asks one question by instrumented clients as they are published, and exports the spans.
// Exporters are set as anybody sets them: by OTEL_EXPORTER_OTLP_* in the environment.
import { SpanKind } from "@opentelemetry/api";
import { createOpenAI } from "@ai-sdk/openai";
import { OpenAIInstrumentation } from "@arizeai/openinference-instrumentation-openai";
import { OTLPTraceExporter as JsonExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { OTLPTraceExporter as ProtobufExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { detectResources, envDetector } from "@opentelemetry/resources";
import { BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import { generateText } from "ai";
import OpenAI from "openai";

const [instrumentation, format] = process.argv.slice(2);
const provider = { baseURL: process.env["PROVIDER_URL"] + "/v1", apiKey: "none" };
const question = {
  model: "any",
  messages: [
    { role: "system", content: "Answer briefly." },
    { role: "user", content: "Capital of France?" },
  ],
};

const exporter = format === "json" ? new JsonExporter() : new ProtobufExporter();
const tracing = new NodeTracerProvider({
  resource: detectResources({ detectors: [envDetector] }),
  spanProcessors: [new BatchSpanProcessor(exporter)],
});
tracing.register();

// Nothing but the SDK: a span in the attributes that OpenTelemetry names for calls of models.
async function byHand() {
  const [system, user] = question.messages;
  const parts = (message) => [{ type: "text", content: message.content }];
  return tracing.getTracer("test").startActiveSpan(
    "chat any",
    {
      kind: SpanKind.CLIENT,
      attributes: {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "openai",
        "gen_ai.request.model": question.model,
        "gen_ai.system_instructions": JSON.stringify(parts(system)),
        "gen_ai.input.messages": JSON.stringify([{ role: user.role, parts: parts(user) }]),
      },
    },
    async (span) => {
      const asked = await fetch(provider.baseURL + "/chat/completions", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(question),
      });
      const answer = await asked.json();
      const { message, finish_reason } = answer.choices[0];
      span.setAttributes({
        "gen_ai.response.model": answer.model,
        "gen_ai.response.finish_reasons": [finish_reason],
        "gen_ai.usage.input_tokens": answer.usage.prompt_tokens,
        "gen_ai.usage.output_tokens": answer.usage.completion_tokens,
        "gen_ai.output.messages": JSON.stringify([
          { role: message.role, parts: parts(message), finish_reason },
        ]),
      });
      span.end();
      return message.content;
    },
  );
}

async function openInference() {
  new OpenAIInstrumentation({ tracerProvider: tracing }).manuallyInstrument(OpenAI);
  const answer = await new OpenAI(provider).chat.completions.create(question);
  return answer.choices[0]?.message.content;
}

async function vercel() {
  const answer = await generateText({
    model: createOpenAI(provider).chat(question.model),
    system: question.messages[0].content,
    prompt: question.messages[1].content,
    experimental_telemetry: { isEnabled: true, functionId: "capitals" },
  });
  return answer.text;
}

const said = await { sdk: byHand, openai: openInference, ai: vercel }[instrumentation]();
await tracing.shutdown();
console.log(JSON.stringify({ said }));
