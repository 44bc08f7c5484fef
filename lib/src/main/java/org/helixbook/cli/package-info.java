/** The command {@code helixbook}: what can be done without a notebook. */
package org.helixbook.cli;
