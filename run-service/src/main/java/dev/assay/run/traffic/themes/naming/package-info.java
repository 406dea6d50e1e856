/** Names that a model gives to what notes speak of, when somebody asks for them. */
package dev.assay.run.traffic.themes.naming;
