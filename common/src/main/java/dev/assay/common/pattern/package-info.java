/** Regular expressions of users: how large one is, before it is compiled. */
package dev.assay.common.pattern;
