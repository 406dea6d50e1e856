/** What production answered: logged requests and executions, taken in once, read by filters. */
package dev.assay.run.traffic.requests;
