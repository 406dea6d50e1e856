/**
 * Hands out answers to judges: as many questions of a run under way as it may have, each a row
 * before it is a message. Scores that need no judge never wait here.
 */
package dev.assay.run.engine.judging;
