/**
 * What messages are made of: questions, answers, attempts, scores, items, who is asked under which
 * policy.
 */
package dev.assay.common.part;
