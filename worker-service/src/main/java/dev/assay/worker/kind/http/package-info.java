/** Any HTTP endpoint that takes and gives JSON: a user's own agent or application. */
package dev.assay.worker.kind.http;
