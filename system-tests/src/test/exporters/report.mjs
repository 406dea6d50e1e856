// Asks one question by instrumented clients as they are published, and exports the spans.
// Exporters are set as anybody sets them: by OTEL_EXPORTER_OTLP_* in the environment.
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

const said = await (instrumentation === "ai" ? vercel() : openInference());
await tracing.shutdown();
console.log(JSON.stringify({ said }));
