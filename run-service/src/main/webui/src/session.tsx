import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, useContext, type ReactNode } from "react";
import { api, body, type Schemas } from "@/api/client";
import { ProblemError } from "@/api/problem";

export type Session = Schemas["WhoAmI"];
export type Scope = "read" | "run" | "write" | "ingest" | "scale" | "admin";

const Current = createContext<Session | null>(null);

/** Takes the key out of a printed link, so that it stays neither in the address nor in the history. */
export function takeToken(): string | null {
  const url = new URL(location.href);
  const token = url.searchParams.get("token");
  if (token !== null) {
    url.searchParams.delete("token");
    history.replaceState(history.state, "", url);
  }
  return token;
}

/** Exchanges a key for a session's cookie. */
export async function signIn(token: string): Promise<Session> {
  return await body(api.POST("/v1/session", { body: { token } }));
}

/** Who is signed in; null for nobody. */
export function useSessionQuery(token: string | null) {
  return useQuery({
    queryKey: ["session"],
    queryFn: async (): Promise<Session | null> => {
      try {
        return token !== null ? await signIn(token) : await body(api.GET("/v1/session"));
      } catch (e) {
        if (e instanceof ProblemError && e.problem.status === 401) return null;
        throw e;
      }
    },
    staleTime: Infinity,
    retry: (times, e) => times < 3 && e instanceof ProblemError && e.problem.status === 0,
  });
}

/** Ends the session and forgets everything that was read in it. */
export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await api.DELETE("/v1/session");
    queries.clear();
    location.assign("/");
  };
}

export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  return <Current.Provider value={session}>{children}</Current.Provider>;
}

export function useSession(): Session {
  const session = useContext(Current);
  if (!session) throw new Error("a part that needs a session stands outside of SessionProvider");
  return session;
}

/** Whether the key may do what needs a scope. What it may not is not offered. */
export function useMay(scope: Scope): boolean {
  const scopes = useSession().scopes ?? [];
  return scopes.includes(scope) || scopes.includes("admin");
}
