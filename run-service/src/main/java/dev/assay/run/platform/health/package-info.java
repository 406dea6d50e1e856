/** How the service is: readiness, liveness, version, backlog. */
package dev.assay.run.platform.health;
