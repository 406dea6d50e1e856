/** Statuses as state machines: which there are, and what each may become. */
package dev.assay.common.status;
