/**
 * The local stack: a real PostgreSQL, a real broker and the three services as child processes of
 * one supervisor, with everything they keep below one folder.
 */
package dev.assay.cli.stack;
