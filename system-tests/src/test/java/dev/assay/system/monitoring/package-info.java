/** What an operator sees of the services: metrics, alerts, dashboards, traces, logs. */
package dev.assay.system.monitoring;
