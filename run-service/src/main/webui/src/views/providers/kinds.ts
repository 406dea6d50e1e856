import { providers as words } from "@/words/providers";

/** The kinds of providers, and a form for what each has beside the common fields. */
export type Kind = keyof typeof words.kinds;

export const KINDS = Object.keys(words.kinds) as Kind[];

interface KindForm {
  /** Whether it has an address, and whether one must be given. */
  address: "optional" | "needed" | "none";
  placeholder: string;
  credential: boolean;
  /** Whether the workers' own identity in a cloud can sign its calls. */
  ambient?: boolean;
  env: string;
  /** A JSON schema of the options that have a field; others are JSON. */
  options: object;
}

const inline = {
  inline_reasoning: {
    enum: ["keep"],
    title: "Reasoning in the text",
    description: "Left out, thoughts between marks such as <think> are taken out of the answer.",
  },
};

const openai = {
  api: { enum: ["chat", "responses"], title: "Interface", default: "chat" },
  stream_usage: {
    type: "boolean",
    title: "Ask for usage in streams",
    description: "Off for servers that refuse it.",
    default: true,
  },
  max_tokens_field: {
    enum: ["max_tokens", "max_completion_tokens"],
    title: "How the server calls the limit of an answer",
  },
  ...inline,
};

function schema(properties: object, required: string[] = []): object {
  return { type: "object", properties, required };
}

export const FORMS: Record<Kind, KindForm> = {
  openai: {
    address: "optional",
    placeholder: "https://api.openai.com/v1",
    credential: true,
    env: "OPENAI_API_KEY",
    options: schema(openai),
  },
  azure_openai: {
    address: "needed",
    placeholder: "https://my-resource.openai.azure.com",
    credential: true,
    ambient: true,
    env: "AZURE_OPENAI_KEY",
    options: schema({
      deployment: {
        type: "string",
        title: "Deployment",
        description: "The target's model when left out.",
      },
      api_version: { type: "string", title: "API version" },
      auth: { enum: ["api_key", "bearer"], title: "Signs in by", default: "api_key" },
      ...openai,
    }),
  },
  anthropic: {
    address: "optional",
    placeholder: "https://api.anthropic.com",
    credential: true,
    ambient: true,
    env: "ANTHROPIC_API_KEY",
    options: schema({
      max_tokens: {
        type: "integer",
        minimum: 1,
        title: "Longest answer",
        description: "Tokens, where a call says nothing.",
        default: 4096,
      },
      structured_output: { enum: ["tool", "native"], title: "Structured output", default: "tool" },
      version: { type: "string", title: "Version" },
      beta: { type: "string", title: "Beta" },
      vertex: {
        type: "object",
        title: "At Google Cloud",
        description: 'Such as {"project": "my-project", "region": "europe-west1"}.',
      },
      ...inline,
    }),
  },
  gemini: {
    address: "optional",
    placeholder: "https://generativelanguage.googleapis.com",
    credential: true,
    ambient: true,
    env: "GEMINI_API_KEY",
    options: schema({
      auth: { enum: ["api_key", "bearer"], title: "Signs in by", default: "api_key" },
      ...inline,
    }),
  },
  ollama: {
    address: "optional",
    placeholder: "http://127.0.0.1:11434",
    credential: true,
    env: "",
    options: schema(inline),
  },
  bedrock: {
    address: "optional",
    placeholder: "https://bedrock-runtime.eu-west-1.amazonaws.com",
    credential: true,
    ambient: true,
    env: "AWS_BEARER_TOKEN_BEDROCK",
    options: schema({ region: { type: "string", title: "Region" }, ...inline }),
  },
  http: {
    address: "needed",
    placeholder: "https://support.example.com",
    credential: true,
    env: "",
    options: schema(
      {
        text: {
          type: "string",
          title: "Where the answer stands",
          description: "A JSON pointer, such as /reply/text.",
        },
        method: { enum: ["POST", "GET", "PUT", "PATCH"], title: "Method", default: "POST" },
        path: { type: "string", title: "Path", description: "May hold {{model}} and {{item.id}}." },
        body: {
          type: "object",
          title: "Body",
          description: "May hold {{input}}, {{messages}}, {{params.temperature}}.",
        },
        error: { type: "string", title: "Where an error stands", description: "A JSON pointer." },
        error_code: { type: "string", title: "Where the error's name stands" },
        credential_header: { type: "string", title: "Header that holds the credential" },
        usage: { type: "object", title: "Where token counts stand" },
        stream: { type: "object", title: "Where a streamed piece stands" },
      },
      ["text"],
    ),
  },
  replay: {
    address: "none",
    placeholder: "",
    credential: false,
    env: "",
    options: schema(
      {
        run: {
          type: "string",
          title: "Run",
          description: "The id of the run whose answers are given.",
        },
        pace: {
          type: "boolean",
          title: "As slow as it was",
          description: "Each answer takes as long as it did.",
          default: false,
        },
      },
      ["run"],
    ),
  },
  simulated: {
    address: "optional",
    placeholder: "inside the worker",
    credential: false,
    env: "",
    options: schema({
      seed: { type: "integer", title: "Seed" },
      error_rate: {
        type: "number",
        minimum: 0,
        maximum: 1,
        title: "Wrong answers",
        description: "The share of answers that are not what is expected.",
      },
      latency: {
        type: "object",
        title: "Latency",
        description: 'Such as {"kind": "lognormal", "mean_ms": 400, "sigma": 0.5}.',
      },
      faults: {
        type: "object",
        title: "Faults",
        description: 'By share, such as {"429": 0.05, "stall": 0.001}.',
      },
      tokens: { type: "object", title: "Tokens" },
      retry_after_ms: { type: "integer", minimum: 0, title: "Wait that 429 asks for, ms" },
    }),
  },
};

export function kindOf(value: string | null | undefined): Kind {
  return KINDS.find((kind) => kind === value) ?? "openai";
}
