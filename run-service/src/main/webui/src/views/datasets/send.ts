import { type Schemas } from "@/api/client";
import { ProblemError, readProblem } from "@/api/problem";

export interface Sent {
  version: Schemas["VersionView"];
  /** False when a version with this content was there already. */
  made: boolean;
}

/**
 * Sends bytes as a version. Only XMLHttpRequest says how far an upload has come. What the server
 * refuses is thrown as a problem, as everywhere.
 */
export function send(
  address: string,
  headers: Record<string, string>,
  bytes: Blob,
  progress: (share: number) => void,
  signal: AbortSignal,
): Promise<Sent> {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable && event.total > 0) progress(event.loaded / event.total);
    };
    request.onload = () => {
      const made = request.status === 201;
      if (made || request.status === 200) {
        done({ version: JSON.parse(request.responseText) as Schemas["VersionView"], made });
        return;
      }
      const response = new Response(request.responseText, { status: request.status });
      void readProblem(response).then((problem) => failed(new ProblemError(problem)));
    };
    request.onerror = () => failed(ProblemError.away());
    request.onabort = () => failed(new DOMException("cancelled", "AbortError"));
    signal.addEventListener("abort", () => request.abort());
    request.send(bytes);
  });
}
