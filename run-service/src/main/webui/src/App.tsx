import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useState } from "react";
import { ProblemError } from "@/api/problem";
import { Guard } from "@/parts/Guard";
import { router } from "./router";
import { SessionProvider, takeToken, useSessionQuery } from "./session";
import { LiveProvider } from "./stream/live";
import { theme } from "./theme";
import { SignIn } from "./views/signin/SignIn";

const colours = localStorageColorSchemeManager({ key: "assay-theme" });

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // The stream says what has changed; nothing is asked for again on a whim.
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (times, e) =>
        times < 2 && (!(e instanceof ProblemError) || [0, 502, 503].includes(e.problem.status)),
    },
  },
});

export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" colorSchemeManager={colours}>
      <QueryClientProvider client={queries}>
        <Notifications position="bottom-right" />
        <Guard>
          <SignedIn />
        </Guard>
      </QueryClientProvider>
    </MantineProvider>
  );
}

function SignedIn() {
  const [token] = useState(takeToken);
  const session = useSessionQuery(token);
  if (session.isPending) return null;
  if (session.isError || session.data === null) {
    return <SignIn again={token !== null} error={session.error} />;
  }
  return (
    <SessionProvider session={session.data}>
      <LiveProvider workspace={session.data.workspace ?? ""}>
        <RouterProvider router={router} />
      </LiveProvider>
    </SessionProvider>
  );
}
