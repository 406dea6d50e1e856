import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from "@tanstack/react-router";
import { part } from "./parts/part";
import { NotFound } from "./views/shell/NotFound";
import { Shell } from "./views/shell/Shell";

/**
 * The map of the page. Each view is a chunk of its own and comes when it is opened. What a view
 * keeps in the address (filters, order, the open item) it reads with a `search.ts` beside it.
 */
const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  validateSearch: (search: Record<string, unknown>) => search,
});

// The page of a run stays while its items are opened and closed beside it.
const run = createRoute({
  getParentRoute: () => root,
  path: "/runs/$id",
  component: lazyRouteComponent(() => part(() => import("./views/run/RunPage")), "RunPage"),
});
const item = createRoute({ getParentRoute: () => run, path: "/items/$n" });

const routes = [
  createRoute({
    getParentRoute: () => root,
    path: "/",
    component: lazyRouteComponent(() => part(() => import("./views/home/Home")), "Home"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/runs",
    component: lazyRouteComponent(() => part(() => import("./views/runs/Runs")), "Runs"),
  }),
  run.addChildren([item]),
  createRoute({
    getParentRoute: () => root,
    path: "/compare",
    component: lazyRouteComponent(() => part(() => import("./views/compare/Compare")), "Compare"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/launch",
    component: lazyRouteComponent(
      () => part(() => import("./views/launch/LaunchPage")),
      "LaunchPage",
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/evaluations",
    component: lazyRouteComponent(
      () => part(() => import("./views/evaluations/Evaluations")),
      "Evaluations",
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/evaluations/$name",
    component: lazyRouteComponent(
      () => part(() => import("./views/evaluations/Evaluation")),
      "Evaluation",
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/skills",
    component: lazyRouteComponent(() => part(() => import("./views/skills/Skills")), "Skills"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/skills/$name",
    component: lazyRouteComponent(() => part(() => import("./views/skills/Skill")), "Skill"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/datasets",
    component: lazyRouteComponent(
      () => part(() => import("./views/datasets/Datasets")),
      "Datasets",
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/datasets/$name",
    component: lazyRouteComponent(() => part(() => import("./views/datasets/Dataset")), "Dataset"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/traffic",
    component: lazyRouteComponent(() => part(() => import("./views/traffic/Traffic")), "Traffic"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/traffic/evaluate",
    component: lazyRouteComponent(
      () => part(() => import("./views/traffic/evaluate/Evaluate")),
      "Evaluate",
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/traffic/review",
    component: lazyRouteComponent(
      () => part(() => import("./views/traffic/review/Review")),
      "Review",
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/scorers",
    component: lazyRouteComponent(() => part(() => import("./views/scorers/Scorers")), "Scorers"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/scorers/$id",
    component: lazyRouteComponent(() => part(() => import("./views/scorers/Scorer")), "Scorer"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/providers",
    component: lazyRouteComponent(
      () => part(() => import("./views/providers/Providers")),
      "Providers",
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/providers/$name",
    component: lazyRouteComponent(
      () => part(() => import("./views/providers/Provider")),
      "Provider",
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/settings",
    component: lazyRouteComponent(
      () => part(() => import("./views/settings/Settings")),
      "Settings",
    ),
  }),
];

export const router = createRouter({
  routeTree: root.addChildren(routes),
  defaultPreload: "intent",
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
